#include "support/operation_samples.h"

namespace revise::test {

namespace {

sample_list constraints_of_tables() {
  return {
      {.title = "a table with each kind of constraint",
       .up =
           [](operations& op) {
             op.create_table("places", {column("a", integer), column("b", integer),
                                        primary_key("places_key", {"a", "b"})});
             op.create_table("visits",
                             {
                                 column("a", integer),
                                 column("b", integer),
                                 column("c", integer),
                                 primary_key({"a", "c"}),
                                 unique({"b", "c"}),
                                 unique("visits_c", {"c"}),
                                 check("visits_positive", "a > 0 and (b is null or b > 0)"),
                                 check("", "c > 0"),
                                 foreign_key("visits_places", {"a", "b"}, "places", {"a", "b"})
                                     .on_delete(set_null)
                                     .on_update(cascade),
                                 foreign_key({"c"}, "visits", {"c"}),
                             });
           },
       .down =
           [](operations& op) {
             op.drop_table("visits");
             op.drop_table("places");
           }},
      {.title = "constraints without names that would get the same one",
       .up =
           [](operations& op) {
             op.create_table("t", {
                                      column("a", integer).check("a > 0").references("t", "a"),
                                      column("b", integer).unique(),
                                      unique({"a"}),
                                      check("", "a > 1"),
                                      check("", "a > 2"),
                                      check("t_check1", "a > 3"),
                                      foreign_key({"a"}, "t", {"b"}),
                                  });
           },
       .down = [](operations& op) { op.drop_table("t"); }},
      {.title = "when constraints are checked, and other options",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_extension("btree_gist"); },
       .up =
           [](operations& op) {
             op.create_table("a", {
                                      column("x", integer),
                                      column("y", integer),
                                      column("during", tsrange),
                                      primary_key({"x"}).deferrable(),
                                      unique({"y"}).initially_deferred(),
                                      unique("pairs", {"x", "y"}).nulls_not_distinct(),
                                      unique("late", {"y", "x"}).deferrable(),
                                      check("", "x > y").no_inherit(),
                                      exclude("", "gist", {{"x", "="}, {"during", "&&"}}),
                                      exclude("some", "gist", {{"(x + y)", "="}})
                                          .where("x > 0")
                                          .initially_deferred(),
                                      exclude("", "btree", {{"(abs(x))", "="}}).deferrable(),
                                  });
             op.create_table("c", {column("x", integer).primary_key(), column("y", integer),
                                   unique({"x", "y"})});
             op.create_table("b", {
                                      column("x", integer).references("c").initially_deferred(),
                                      column("y", integer).references("c", "x").deferrable(),
                                      primary_key("b_key", {"x"}).initially_deferred(),
                                      foreign_key({"x", "y"}, "c", {"x", "y"})
                                          .on_delete(restrict)
                                          .on_update(set_default)
                                          .match_full()
                                          .initially_deferred(),
                                      foreign_key({"y"}, "c", {"x"}).deferrable(),
                                  });
           },
       .down =
           [](operations& op) {
             op.drop_table("b");
             op.drop_table("c");
             op.drop_table("a");
           }},
  };
}

void pair_of_tables(operations& op) {
  op.create_extension("btree_gist");
  op.create_table("orgs", {column("id", integer).primary_key()});
  op.create_table("t", {column("id", integer).not_null(), column("org", integer),
                        column("a", integer), column("b", text)});
}

sample_list constraints_added() {
  return {
      {.title = "constraints added to rows that are there, and dropped",
       .also = "select id, org, a, b from t order by id",
       .setup =
           [](operations& op) {
             op.create_table("orgs", {column("id", integer).primary_key()});
             op.create_table("t", {column("id", integer).not_null(), column("org", integer),
                                   column("a", integer), column("b", text)});
             op.bulk_insert("orgs", {"id"}, {{1}});
             op.bulk_insert("t", {"id", "org", "a", "b"}, {{7, 1, 2, "x"}, {5, nullptr, 3, "y"}});
           },
       .up =
           [](operations& op) {
             op.add_constraint("t", primary_key({"id"}));
             op.add_constraint("t", unique({"a", "b"}));
             op.add_constraint("t", check("", "a > 0"));
             op.add_constraint("t", foreign_key({"org"}, "orgs", {"id"}).on_delete(cascade));
           },
       .down =
           [](operations& op) {
             op.drop_constraint("t", "t_org_fkey");
             op.drop_constraint("t", "t_check");
             op.drop_constraint("t", "t_a_b_key");
             op.drop_constraint("t", "t_a_b_key", {.if_exists = true});
             op.drop_constraint("t", "t_pkey");
           }},
      {.title = "constraints added and dropped",
       .on = databases::postgresql,
       .setup = pair_of_tables,
       .up =
           [](operations& op) {
             op.add_constraint("t", primary_key({"id"}));
             op.add_constraint("t", unique({"a", "b"}));
             op.add_constraint("t", check("", "a > 0"));
             op.add_constraint("t", foreign_key({"org"}, "orgs", {"id"}).on_delete(cascade));
             op.add_constraint("t", exclude("", "gist", {{"a", "="}, {"b", "<>"}}));
           },
       .down =
           [](operations& op) {
             op.drop_constraint("t", "t_a_b_excl");
             op.drop_constraint("t", "t_org_fkey");
             op.drop_constraint("t", "t_check");
             op.drop_constraint("t", "t_a_b_key", {.if_exists = true, .cascade = true});
             op.drop_constraint("t", "t_a_b_key", {.if_exists = true});
             op.drop_constraint("t", "t_pkey");
           }},
      {.title = "constraints added without a look at the rows, and validated",
       .on = databases::postgresql,
       .setup = pair_of_tables,
       .up =
           [](operations& op) {
             op.add_constraint("t", check("t_a_positive", "a > 0").not_valid());
             op.add_constraint("t", check("seen", "a > 1").not_valid().no_inherit());
             op.add_constraint("t", foreign_key("t_org", {"org"}, "orgs", {"id"}).not_valid());
             op.add_constraint("t",
                               foreign_key({"a"}, "orgs", {"id"}).not_valid().initially_deferred());
             op.validate_constraint("t", "seen");
             op.validate_constraint("t", "t_org");
           },
       .down =
           [](operations& op) {
             op.drop_constraint("t", "t_a_fkey");
             op.drop_constraint("t", "t_org");
             op.drop_constraint("t", "seen");
             op.drop_constraint("t", "t_a_positive");
           }},
      {.title = "keys that take over an index",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             pair_of_tables(op);
             op.create_index("t_id", "t", {"id"}, {.unique = true});
             op.create_index("t_a", "t", {"a"}, {.unique = true});
           },
       .up =
           [](operations& op) {
             op.add_constraint("t", primary_key("t_pkey", {}).using_index("t_id"));
             op.add_constraint("t", unique({}).using_index("t_a").deferrable());
           },
       .down =
           [](operations& op) {
             op.drop_constraint("t", "t_a");
             op.drop_constraint("t", "t_pkey");
             op.create_index("t_id", "t", {"id"}, {.unique = true});
             op.create_index("t_a", "t", {"a"}, {.unique = true});
           }},
      {.title = "a constraint renamed",
       .setup = [](operations& op) { op.create_table("t", {column("a", integer).check("a > 0")}); },
       .up = [](operations& op) { op.rename_constraint("t", "t_a_check", "It's positive"); },
       .down = [](operations& op) { op.rename_constraint("t", "It's positive", "t_a_check"); }},
      {.title = "constraints of a table in a schema",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_table("app.Orgs", {column("Id", integer).primary_key()});
             op.create_table("app.users", {column("Org", integer)});
           },
       .up =
           [](operations& op) {
             op.add_constraint("app.users", foreign_key({"Org"}, "app.Orgs", {"Id"}).not_valid());
             op.validate_constraint("app.users", "users_Org_fkey");
             op.rename_constraint("app.Orgs", "Orgs_pkey", "key");
           },
       .down =
           [](operations& op) {
             op.rename_constraint("app.Orgs", "key", "Orgs_pkey");
             op.drop_constraint("app.users", "users_Org_fkey");
           }},
  };
}

}  // namespace

sample_list constraint_samples() {
  sample_list all = constraints_of_tables();
  const sample_list added = constraints_added();
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

}  // namespace revise::test
