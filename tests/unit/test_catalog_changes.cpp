#include "catalog/changes.h"

#include <doctest/doctest.h>

namespace test_catalog_changes {

using namespace revise;
using namespace revise::catalog;

namespace {

snapshot of_tables(std::vector<table> tables) {
  snapshot s;
  s.tables = std::move(tables);
  return s;
}

table a_table(const std::string& name, std::vector<column> columns = {}) {
  return {.schema = "public", .name = name, .columns = std::move(columns)};
}

const element top(const auto& one) { return {.what = &one}; }
const element part(const auto& one, const auto& whole, const column* of = nullptr) {
  return {.what = &one, .whole = &whole, .of = of};
}

using list = std::vector<change>;

}  // namespace

TEST_CASE("changes: equal snapshots have none") {
  snapshot s = of_tables({a_table("t", {{.name = "a", .type = "integer"}})});
  s.schemas = {{.name = "public"}};
  CHECK(changes(s, s).empty());
  CHECK(changes({}, {}).empty());
  CHECK(changes(s, snapshot(s)).empty());
}

TEST_CASE("changes: what is added, removed and altered, by name") {
  const snapshot before = of_tables({a_table("gone", {{.name = "x"}}), a_table("stays")});
  snapshot after = of_tables({a_table("stays"), a_table("fresh", {{.name = "x"}})});
  after.tables[0].comment = "as before";
  CHECK(changes(before, after) == list{added{top(after.tables[1])}, removed{top(before.tables[0])},
                                       altered{top(before.tables[1]), top(after.tables[0])}});
}

TEST_CASE("changes: a schema is a part of a name, an argument list of a function's") {
  snapshot before = of_tables({{.schema = "a.b", .name = "c"}});
  snapshot after = of_tables({{.schema = "a", .name = "b.c"}});
  before.routines = {{.schema = "a", .name = "f", .arguments = "integer"}};
  after.routines = {{.schema = "a", .name = "f", .arguments = "text"}};
  CHECK(changes(before, after) == list{added{top(after.tables[0])}, removed{top(before.tables[0])},
                                       removed{top(before.routines[0])},
                                       added{top(after.routines[0])}});
}

TEST_CASE("changes: parts have changes of their own, kind by kind behind their whole") {
  table t = a_table(
      "t", {{.name = "a", .type = "integer", .grants = {{.role = "r", .privilege = "select"}}},
            {.name = "b", .type = "text"}});
  t.constraints = {{.kind = constraint_kind::check, .name = "k", .definition = "check (a > 0)"}};
  t.indexes = {{.name = "i", .definition = "create index i"}};
  t.triggers = {{.name = "tr", .definition = "create trigger tr"}};
  t.policies = {{.name = "p", .command = "all"}};
  const snapshot before = of_tables({t});
  t.columns[0].type = "bigint";
  t.columns[0].grants[0].grantable = true;
  t.columns.pop_back();
  t.constraints[0].validated = false;
  t.indexes[0].valid = false;
  t.triggers[0].enabled = "off";
  t.policies.push_back({.name = "q", .command = "select"});
  t.grants = {{.role = "r", .privilege = "select"}};
  const snapshot after = of_tables({t});
  const table& x = before.tables[0];
  const table& y = after.tables[0];
  CHECK(changes(before, after) ==
        list{altered{part(x.columns[0], x), part(y.columns[0], y)}, removed{part(x.columns[1], x)},
             altered{part(x.constraints[0], x), part(y.constraints[0], y)},
             altered{part(x.indexes[0], x), part(y.indexes[0], y)},
             altered{part(x.triggers[0], x), part(y.triggers[0], y)}, added{part(y.policies[1], y)},
             added{part(y.grants[0], y)},
             altered{part(x.columns[0].grants[0], x, &x.columns[0]),
                     part(y.columns[0].grants[0], y, &y.columns[0])}});
}

TEST_CASE("changes: the order of the columns that both have") {
  const snapshot before = of_tables({a_table("t", {{.name = "a"}, {.name = "b"}, {.name = "c"}})});
  const snapshot moved = of_tables({a_table("t", {{.name = "c"}, {.name = "a"}})});
  const snapshot grown =
      of_tables({a_table("t", {{.name = "a"}, {.name = "x"}, {.name = "b"}, {.name = "c"}})});
  CHECK(changes(before, moved) ==
        list{altered{top(before.tables[0]), top(moved.tables[0]), true},
             removed{part(before.tables[0].columns[1], before.tables[0])}});
  CHECK(changes(before, grown) == list{added{part(grown.tables[0].columns[1], grown.tables[0])}});
}

TEST_CASE("changes: constraints without a name, and several of one name") {
  const auto with = [](std::vector<constraint> constraints) {
    table t = a_table("t");
    t.constraints = std::move(constraints);
    return of_tables({t});
  };
  const constraint one{.name = "", .definition = "check (a > 1)"};
  const constraint two{.name = "", .definition = "check (a > 2)"};
  const constraint named{.name = "k", .definition = "check (a > 1)"};
  const constraint again{.name = "k", .definition = "check (a > 2)"};
  const snapshot before = with({one, named, named});
  const snapshot after = with({one, one, two, named, again});
  const table& x = before.tables[0];
  const table& y = after.tables[0];
  CHECK(changes(before, after) ==
        list{added{part(y.constraints[1], y)}, added{part(y.constraints[2], y)},
             altered{part(x.constraints[2], x), part(y.constraints[4], y)}});
}

TEST_CASE("changes: a rename is what the caller says, and its parts are compared") {
  const snapshot before = of_tables({a_table("a", {{.name = "x", .type = "integer"}}),
                                     a_table("b", {{.name = "x", .type = "integer"}})});
  snapshot after = of_tables({a_table("b", {{.name = "y", .type = "bigint"}})});
  const table& a = before.tables[0];
  const table& b = after.tables[0];
  CHECK(changes(before, after) == list{removed{top(a)},
                                       removed{part(before.tables[1].columns[0], before.tables[1])},
                                       added{part(b.columns[0], b)}});
  CHECK(changes(before, after, {{&a, &b}, {&a.columns[0], &b.columns[0]}}) ==
        list{renamed{top(a), top(b)}, renamed{part(a.columns[0], a), part(b.columns[0], b)},
             altered{part(a.columns[0], a), part(b.columns[0], b)},
             removed{top(before.tables[1])}});
  after.tables[0].schema = "other";
  after.tables[0].columns[0] = a.columns[0];
  CHECK(changes(before, after, {{&a, &b}}) ==
        list{renamed{top(a), top(b)}, removed{top(before.tables[1])}});
}

TEST_CASE("changes: two tables exchange their names") {
  const snapshot before = of_tables({a_table("a", {{.name = "x"}}), a_table("b", {{.name = "y"}})});
  const snapshot after = of_tables({a_table("a", {{.name = "y"}}), a_table("b", {{.name = "x"}})});
  CHECK(changes(before, after,
                {{&before.tables[0], &after.tables[1]}, {&before.tables[1], &after.tables[0]}}) ==
        list{renamed{top(before.tables[1]), top(after.tables[0])},
             renamed{top(before.tables[0]), top(after.tables[1])}});
}

}  // namespace test_catalog_changes
