#include "catalog/differences.h"

#include <doctest/doctest.h>

namespace test_catalog_differences {

using namespace revise;
using namespace revise::catalog;

namespace {

using lines = std::vector<std::string>;

column a_column(const std::string& name, const std::string& of_type) {
  column c;
  c.name = name;
  c.type = of_type;
  return c;
}

table a_table(const std::string& name, std::vector<column> columns) {
  table t;
  t.schema = "public";
  t.name = name;
  t.columns = std::move(columns);
  return t;
}

snapshot of_tables(std::vector<table> tables) {
  snapshot s;
  s.tables = std::move(tables);
  return s;
}

lines lines_of(const std::vector<difference>& all) {
  lines result;
  for (const difference& d : all) result.push_back(d.line);
  return result;
}

/// The only line about a function whose definition changed.
std::string line_of(const std::string& before, const std::string& after) {
  snapshot first;
  snapshot second;
  first.routines = {{.schema = "", .name = "f", .arguments = "", .definition = before}};
  second.routines = {{.schema = "", .name = "f", .arguments = "", .definition = after}};
  const auto found = differences(first, second);
  return found.size() == 1 ? found[0].line : std::to_string(found.size()) + " lines";
}

}  // namespace

TEST_CASE("equal snapshots have no differences") {
  CHECK(differences({}, {}).empty());
  const snapshot s = of_tables({a_table("users", {a_column("id", "bigint")})});
  CHECK(differences(s, s).empty());
}

TEST_CASE("a difference says what it is about, and how it changed") {
  const snapshot before =
      of_tables({a_table("gone", {}), a_table("users", {a_column("id", "int")})});
  const snapshot after =
      of_tables({a_table("fresh", {}), a_table("users", {a_column("id", "text")})});
  CHECK(differences(before, after) ==
        std::vector<difference>{
            {difference_kind::added, "table 'public.fresh'", "table 'public.fresh' is new"},
            {difference_kind::removed, "table 'public.gone'", "table 'public.gone' is missing"},
            {difference_kind::altered, "table 'public.users'",
             "table 'public.users': column 'id' is text, was int"}});
}

TEST_CASE("columns are told by name, their order apart") {
  const auto with = [](std::vector<column> columns) {
    return of_tables({a_table("t", std::move(columns))});
  };
  const column a = a_column("a", "int");
  const column b = a_column("b", "int");
  const column c = a_column("c", "int");
  CHECK(lines_of(differences(with({a, c}), with({a, b, c}))) ==
        lines{"table 'public.t': column 'b' is new"});
  CHECK(lines_of(differences(with({a, b, c}), with({c, a}))) ==
        lines{"table 'public.t': order of columns is c, a, was a, c",
              "table 'public.t': column 'b' is missing"});
}

TEST_CASE("of what is new as a whole nothing inside is told, of what is in both all of it") {
  table t = a_table("t", {});
  table with_index = t;
  with_index.indexes = {{.name = "ix", .definition = "CREATE INDEX ix"}};
  with_index.policies = {{.name = "p", .command = "all", .roles = {"public"}}};
  CHECK(lines_of(differences({}, of_tables({with_index}))) == lines{"table 'public.t' is new"});
  CHECK(lines_of(differences(of_tables({t}), of_tables({with_index}))) ==
        lines{"index 'public.ix' is new", "policy 'p' on 'public.t' is new"});
}

TEST_CASE("kinds come in one order, names in byte order") {
  snapshot s;
  s.views = {{.schema = "a", .name = "v"}};
  s.extensions = {{.name = "x", .schema = "public", .version = "1"}};
  s.schemas = {{.name = "b"}, {.name = "a"}, {.name = "Z"}};
  s.tables = {a_table("t", {})};
  CHECK(lines_of(differences({}, s)) == lines{"extension 'x' is new", "schema 'Z' is new",
                                              "schema 'a' is new", "schema 'b' is new",
                                              "table 'public.t' is new", "view 'a.v' is new"});
}

TEST_CASE("constraints of one name, or of none, are told apart") {
  const auto with = [](std::vector<constraint> constraints) {
    table t = a_table("t", {});
    t.constraints = std::move(constraints);
    return of_tables({t});
  };
  const constraint one{.name = "", .definition = "check (a > 1)"};
  const constraint two{.name = "", .definition = "check (a > 2)"};
  CHECK(lines_of(differences(with({one}), with({one, two}))) ==
        lines{"table 'public.t': check (a > 2) is new"});
  CHECK(lines_of(differences(with({one}), with({one, one}))) ==
        lines{"table 'public.t': check (a > 1) is new"});
  const constraint named{.name = "k", .definition = "check (a > 1)"};
  const constraint again{.name = "k", .definition = "check (a > 2)"};
  CHECK(lines_of(differences(with({named, named}), with({named, again}))) ==
        lines{"table 'public.t': constraint 'k' is check (a > 2), was check (a > 1)"});
}

TEST_CASE("a rename comes before what else changed") {
  const snapshot before = of_tables({a_table("a", {a_column("x", "int")}), a_table("c", {})});
  const snapshot after = of_tables({a_table("b", {a_column("y", "text")})});
  const table& a = before.tables[0];
  const table& b = after.tables[0];
  const std::vector<known_rename> renames = {{&a, &b}, {&a.columns[0], &b.columns[0]}};
  const std::vector<difference> found = differences(changes(before, after, renames));
  CHECK(lines_of(found) == lines{"table 'public.b' was table 'public.a'",
                                 "table 'public.b': column 'y' was table 'public.a': column 'x'",
                                 "table 'public.b': column 'y' is text, was int",
                                 "table 'public.c' is missing"});
  CHECK(found.front().what == difference_kind::renamed);
  CHECK(found.front().object == "table 'public.b'");
}

TEST_CASE("grants name who may do what") {
  const auto with = [](std::vector<grant> grants) {
    snapshot s;
    s.schemas = {{.name = "shop", .comment = "", .grants = std::move(grants)}};
    return s;
  };
  CHECK(
      lines_of(differences(
          with({}), with({{.role = "", .privilege = "create", .grantable = false, .revoked = true},
                          {.role = "public", .privilege = "usage"},
                          {.role = "reader", .privilege = "usage", .grantable = true}}))) ==
      lines{"schema 'shop': grant of usage to 'reader' is new",
            "schema 'shop': grant of usage to public is new",
            "schema 'shop': revoke of create from the owner is new"});
}

TEST_CASE("of texts of several lines the first one that differs is told") {
  CHECK(line_of("a\nb\nc", "a\nx\nc") ==
        "function 'f()': definition differs in line 2: is 'x', was 'b'");
  CHECK(line_of("a\nb", "a\nb\nc\nd") ==
        "function 'f()': definition differs from line 3 on: 'c' is new");
  CHECK(line_of("a\nb\nc", "a\nb") ==
        "function 'f()': definition differs from line 3 on: 'c' is missing");
  CHECK(line_of("a\nb", "a\nb\n\n") ==
        "function 'f()': definition differs from line 3 on: '' is new");
  CHECK(line_of("a\nb", "a\nb\n") ==
        "function 'f()': definition ends with a line break, and did not before");
  CHECK(line_of("a\nb\n", "a\nb") ==
        "function 'f()': definition ends without a line break, and had one before");
  CHECK(line_of("a", "b\nc") == "function 'f()': definition differs in line 1: is 'b', was 'a'");
  CHECK(line_of("", "b\nc") == "function 'f()': definition is a text of several lines, was none");
  CHECK(line_of("a", "b") == "function 'f()': definition is b, was a");
}

}  // namespace test_catalog_differences
