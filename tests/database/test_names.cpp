#include <fmt/format.h>

#include <sstream>

#include "database/sent.h"
#include "dialect/dialect.h"

namespace test_names {

using namespace revise;
using namespace revise::test;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Comments on an object, renames it to another name and back, and drops it.
void change(operations& op, const object& named, const object& renamed, string_ref name) {
  op.comment(named, "x");
  op.rename(named, "renamed");
  op.rename(renamed, name);
  op.drop(named);
}

// Makes an object of each kind with the name `word`, without a schema. No type is made if one of
// the server's own has that name (`has_type`), since it takes precedence.
void objects_called(operations& op, const std::string& word, bool has_type) {
  op.create_table("t", {column("a", integer), check(word, "a > 0")});
  op.comment(object::constraint("t", word), "x");
  op.drop_constraint("t", word);
  op.add_column("t", column(word, integer));
  op.set_default("t", word, "1");
  change(op, object::column("t", word), object::column("t", "renamed"), word);
  op.create_index(word, "t", {"a"});
  change(op, object::index(word), object::index("renamed"), word);
  op.create_policy(word, "t", {});
  change(op, object::policy("t", word), object::policy("t", "renamed"), word);
  op.create_function("f()", {.returns = "trigger", .body = "begin end"});
  op.create_trigger(word, "t", {.event = "before insert", .function = "f"});
  change(op, object::trigger("t", word), object::trigger("t", "renamed"), word);
  op.create_table(word, {column("a", integer)});
  op.grant("select", object::table(word), {"public"});
  change(op, object::table(word), object::table("renamed"), word);
  op.create_schema(word);
  change(op, object::schema(word), object::schema("renamed"), word);
  if (!has_type) {
    op.create_enum(word, {"x"});
    op.add_enum_value(word, "y");
    op.grant("usage", object::type(word), {"public"});
    change(op, object::type(word), object::type("renamed"), word);
    op.create_domain(word, integer);
    change(op, object::domain(word), object::domain("renamed"), word);
  }
  op.create_sequence(word);
  op.alter_sequence(word, {.increment = 2});
  change(op, object::sequence(word), object::sequence("renamed"), word);
  op.create_view(word, "select 1 as a");
  change(op, object::view(word), object::view("renamed"), word);
  op.create_materialized_view(word, "select 1 as a");
  op.refresh_materialized_view(word);
  change(op, object::materialized_view(word), object::materialized_view("renamed"), word);
  if (!has_type) {
    op.create_function(word + "(integer)", {.returns = "integer", .body = "select 1"});
    change(op, object::function(word + "(integer)"), object::function("renamed(integer)"), word);
  }
  op.create_procedure(word + "()", {.body = "select 1"});
  change(op, object::procedure(word + "()"), object::procedure("renamed()"), word);
  if (word == "none") return;  // no role may have this name
  op.create_role(word);
  change(op, object::role(word), object::role("renamed"), word);
}

constexpr const char* constraint_names =
    "select conname, pg_get_constraintdef(oid) from pg_constraint where (conrelid = 't'::regclass "
    "or contypid <> 0) and connamespace = 'public'::regnamespace order by conname";

}  // namespace

TEST_CASE("each of PostgreSQL's keywords can be any name, and is quoted unless it is unreserved") {
  for (const postgres_server server : {postgres_server::plain, postgres_server::pgvector}) {
    const postgres_database database(server);
    const auto session = connected(database);
    const dialect& names = dialect_of(database_kind::postgresql);
    for (const std::string& line : lines_of(database.execute(
             "select word, catcode = 'U', exists (select from pg_type where typname = word and "
             "typnamespace = 'pg_catalog'::regnamespace) from pg_get_keywords()"))) {
      const std::string word = line.substr(0, line.find('|'));
      const bool is_unreserved = line.substr(word.size(), 2) == "|t";
      const bool has_type = line.ends_with("t");
      CAPTURE(word);
      session->begin();
      live_sink sink(*session);
      const argument_map none;
      recorder op(sink, database_kind::postgresql, none);
      const std::string in_schema = word + "." + word;
      op.create_schema(word);
      op.create_table(in_schema, {column(word, integer), check(word, "true")});
      op.create_index(word + "." + word + "_", in_schema, {word});
      op.copy_rows(in_schema, in_schema, {.columns = {string_ref(word)}});
      op.rename_column(in_schema, word, "x");
      op.rename_column(in_schema, "x", word);
      op.comment(object::column(in_schema, word), "x");
      op.comment(object::constraint(in_schema, word), "x");
      op.create_policy(word, in_schema, {});
      op.create_function(word + "()", {.returns = "trigger", .body = "begin end"});
      op.create_function(in_schema + "()", {.returns = "integer", .body = "select 1"});
      op.create_trigger(word, in_schema, {.event = "before insert", .function = "public." + word});
      op.create_enum("public." + word, {word});
      op.drop_enum("public." + word);
      op.create_domain("public." + word, integer);
      op.drop_domain("public." + word);
      op.create_sequence(word + ".s", {.owned_by = in_schema + "." + word});
      op.create_sequence("public." + word);
      op.drop_sequence("public." + word);
      op.create_view("public." + word, "select 1 as one", {.columns = {word}});
      op.drop_view("public." + word);
      op.notify(word);
      session->rollback();
      CHECK((names.quoted(word) == word) == is_unreserved);

      session->begin();
      objects_called(op, word, has_type);
      session->rollback();
    }
  }
}

TEST_CASE("constraints without a name get those that PostgreSQL gives") {
  const postgres_database by_server;
  const postgres_database by_revise;
  by_server.execute("create extension btree_gist");
  by_revise.execute("create extension btree_gist");
  by_server.execute(R"(
    create table "Refs" (a integer primary key, "B" integer, unique (a, "B"));
    create table t (
      a integer primary key check (a > 0),
      "B" integer unique check ("B" > 0) references "Refs",
      c integer references "Refs" (a),
      d integer check (d > 1),
      during tsrange,
      "e.f" integer unique,
      unique (a, "B"),
      unique (c),
      check (a > c),
      foreign key (a, "B") references "Refs" (a, "B"),
      foreign key (c) references "Refs" (a),
      exclude using gist (a with =, during with &&),
      exclude using gist (tsrange(lower(during), upper(during)) with &&, (a + c) with =),
      exclude using gist (abs(a) with =, abs(c) with =, (a - c) with =, (a * c) with =)
    );
    alter table t add unique (d, c);
    alter table t add check (a > d);
    alter table t add column g integer unique check (g > 0) references "Refs";
    create domain "Positive" as integer check (value > 0))");
  const auto session = connected(by_revise);
  send(*session, [](operations& op) {
    op.create_table("Refs",
                    {column("a", integer).primary_key(), column("B", integer), unique({"a", "B"})});
    op.create_table(
        "public.t",
        {
            column("a", integer).primary_key().check("a > 0"),
            column("B", integer).unique().check("\"B\" > 0").references("Refs"),
            column("c", integer).references("Refs", "a"),
            column("d", integer).check("d > 1"),
            column("during", tsrange),
            column("e.f", integer).unique(),
            unique({"a", "B"}),
            unique({"c"}),
            check("", "a > c"),
            foreign_key({"a", "B"}, "Refs", {"a", "B"}),
            foreign_key({"c"}, "Refs", {"a"}),
            exclude("", "gist", {{"a", "="}, {"during", "&&"}}),
            exclude("", "gist",
                    {{"(tsrange(lower(during), upper(during)))", "&&"}, {"(a + c)", "="}}),
            exclude("", "gist",
                    {{"(abs(a))", "="}, {"(abs(c))", "="}, {"(a - c)", "="}, {"(a * c)", "="}}),
        });
    op.add_constraint("t", unique({"d", "c"}));
    op.add_constraint("public.t", check("t_check1", "a > d"));
    op.add_column("t", column("g", integer).unique().check("g > 0").references("Refs"));
    op.create_domain("Positive", integer, {.check = "value > 0"});
  });
  CHECK(by_revise.execute(constraint_names) == by_server.execute(constraint_names));
}

// A documented difference: revise does not parse the expression.
TEST_CASE("a check is named after the column it stands at, or after the table alone") {
  const postgres_database database;
  database.execute(R"(
    create table t (a integer check (b > 0), b integer, check (a > 0)))");
  CHECK(database.execute(constraint_names) ==
        "t_a_check|CHECK ((a > 0))\nt_b_check|CHECK ((b > 0))\n");
  database.execute("drop table t");
  const auto session = connected(database);
  send(*session, [](operations& op) {
    op.create_table(
        "t", {column("a", integer).check("b > 0"), column("b", integer), check("", "a > 0")});
  });
  CHECK(database.execute(constraint_names) ==
        "t_a_check|CHECK ((b > 0))\nt_check|CHECK ((a > 0))\n");
}

TEST_CASE("what was named by the convention can be dropped by it") {
  const postgres_database database;
  const auto session = connected(database);
  send(*session, [](operations& op) {
    op.create_schema("app");
    op.create_table("app.T", {column("Id", integer).primary_key(),
                              column("a", integer).unique().check("a > 0").references("app.T"),
                              check("", "a < 9"), unique({"Id", "a"})});
  });
  send(*session, [](operations& op) {
    op.drop_constraint("app.T", "T_a_fkey");
    for (const char* name : {"T_pkey", "T_a_key", "T_a_check", "T_check", "T_Id_a_key"}) {
      op.drop_constraint("app.T", name);
    }
  });
  CHECK(database.execute("select count(*) from pg_constraint where contype <> 'n' and "
                         "conrelid = 'app.\"T\"'::regclass") == "0\n");
}

}  // namespace test_names
