#include "catalog/document.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_catalog_document {

using namespace revise;
using namespace revise::catalog;

namespace {

// The query's result for an empty database, with `sections` added.
std::string document_with(const std::string& sections) {
  std::string text = sections;
  for (const char* name : {"comments", "schemas", "relations", "columns", "constraints", "indexes",
                           "triggers", "policies", "sequences", "routines", "types", "extensions",
                           "default_privileges", "grants"}) {
    if (sections.find('"' + std::string(name) + "\" :") != std::string::npos) continue;
    text += (text.empty() ? "\"" : ", \"") + std::string(name) + "\" : null";
  }
  return '{' + text + '}';
}

snapshot read(const std::string& sections) {
  return read_document(database_kind::postgresql, document_with(sections));
}

constexpr char two_tables[] = R"json(
"relations" : [
{"id":"7","schema":"public","name":"users","kind":"r","unlogged":false,"options":["fillfactor=70"],
 "row_security":true,"force_row_security":false,"partition_key":null,"partition_bound":null,
 "parents":[["shop","people"]],"definition":null},
{"id":"8","schema":"public","name":"log","kind":"p","unlogged":true,"options":null,
 "row_security":false,"force_row_security":false,"partition_key":"LIST (id)",
 "partition_bound":null,"parents":null,"definition":null}],
"columns" : [
{"relation":"7","number":1,"name":"id","type":"bigint","not_null":true,"expression":null,"identity":"a",
 "generated":"","collation":null},
{"relation":"7","number":3,"name":"double","type":"integer","not_null":false,"expression":"(id * 2)",
 "identity":"","generated":"s","collation":null},
{"relation":"8","number":1,"name":"id","type":"text","not_null":false,"expression":"'a'::text","identity":"",
 "generated":"","collation":"\"C\""}],
"constraints" : [
{"id":"11","relation":"7","domain":"0","name":"k","kind":"f","definition":
 "FOREIGN KEY (id) REFERENCES o(id) DEFERRABLE INITIALLY DEFERRED NOT VALID","deferrable":true,
 "initially_deferred":true,"validated":false}],
"sequences" : [
{"id":"9","schema":"public","name":"users_id_seq","unlogged":false,"type":"bigint","start":"1",
 "increment":"2","minimum":"1","maximum":"99","cache":"1","cycle":false,"is_identity":true,
 "owner":"7","owner_column":1},
{"id":"10","schema":"public","name":"s","unlogged":false,"type":"integer","start":"1",
 "increment":"1","minimum":"1","maximum":"9","cache":"1","cycle":true,"is_identity":false,
 "owner":"8","owner_column":1}],
"comments" : [
{"class":"pg_class","id":"7","part":0,"comment":"who"},
{"class":"pg_class","id":"8","part":1,"comment":"key"},
{"class":"pg_constraint","id":"11","part":0,"comment":"checked"},
{"class":"pg_proc","id":"7","part":0,"comment":"of something else"}],
"grants" : [
{"class":"relation","id":"7","part":"","role":"b","privilege":"select","grantable":false,
 "is_usual":false},
{"class":"relation","id":"7","part":"","role":"a","privilege":"update","grantable":true,
 "is_usual":false},
{"class":"relation","id":"7","part":"","role":"a","privilege":"update","grantable":false,
 "is_usual":false},
{"class":"relation","id":"7","part":"","role":"","privilege":"select","grantable":false,
 "is_usual":true},
{"class":"relation","id":"7","part":"","role":"","privilege":"select","grantable":false,
 "is_usual":false},
{"class":"relation","id":"7","part":"","role":"","privilege":"delete","grantable":false,
 "is_usual":true},
{"class":"relation","id":"7","part":"id","role":"public","privilege":"select",
 "grantable":false,"is_usual":false}]
)json";

}  // namespace

TEST_CASE("a catalog is read with one statement") {
  for (const database_kind kind : {database_kind::postgresql, database_kind::sqlite}) {
    CHECK(query_of(kind).find(';') == std::string_view::npos);
  }
}

TEST_CASE("a document of PostgreSQL without anything is an empty snapshot") {
  CHECK(read("") == snapshot{});
}

TEST_CASE("the parts of tables come where they belong, in order") {
  const snapshot found = read(two_tables);
  table log;
  log.schema = "public";
  log.name = "log";
  log.kind = table_kind::partitioned;
  log.unlogged = true;
  log.partition_key = "LIST (id)";
  log.columns.resize(1);
  log.columns[0].name = "id";
  log.columns[0].type = "text";
  log.columns[0].default_value = "'a'::text";
  log.columns[0].collation = "\"C\"";
  log.columns[0].comment = "key";
  table users;
  users.schema = "public";
  users.name = "users";
  users.options = {"fillfactor=70"};
  users.row_security = true;
  users.parents = {"shop.people"};
  users.comment = "who";
  users.columns.resize(2);
  users.columns[0].name = "id";
  users.columns[0].type = "bigint";
  users.columns[0].not_null = true;
  users.columns[0].identity = identity_kind::always;
  users.columns[0].sequence = {.type = "bigint",
                               .start = "1",
                               .increment = "2",
                               .minimum = "1",
                               .maximum = "99",
                               .cache = "1",
                               .cycle = false};
  users.columns[0].grants = {{.role = "public", .privilege = "select"}};
  users.columns[1].name = "double";
  users.columns[1].type = "integer";
  users.columns[1].generated = "(id * 2) stored";
  users.constraints = {{.kind = constraint_kind::foreign_key,
                        .name = "k",
                        .definition = "FOREIGN KEY (id) REFERENCES o(id)",
                        .deferrable = true,
                        .initially_deferred = true,
                        .validated = false,
                        .comment = "checked"}};
  users.grants = {{.role = "", .privilege = "delete", .grantable = false, .revoked = true},
                  {.role = "a", .privilege = "update", .grantable = true},
                  {.role = "b", .privilege = "select"}};
  REQUIRE(found.tables.size() == 2);
  CHECK(found.tables[0] == log);
  CHECK(found.tables[1] == users);
  REQUIRE(found.sequences.size() == 1);
  CHECK(found.sequences[0].owned_by == "public.log.id");
}

TEST_CASE("tables that are left out take their sequences along") {
  const auto names = [](const std::vector<table_name>& left_out) {
    const snapshot found =
        read_document(database_kind::postgresql, document_with(two_tables), left_out);
    std::string all;
    for (const table& t : found.tables) all += t.name + ' ';
    for (const sequence& s : found.sequences) all += s.name + ' ';
    return all;
  };
  CHECK(names({}) == "log users s ");
  CHECK(names({{"", "log"}}) == "users ");
  CHECK(names({{"public", "log"}, {"shop", "users"}}) == "users ");
  CHECK(names({{"shop", "log"}}) == "log users s ");
}

TEST_CASE("a document of SQLite") {
  const snapshot found = read_document(
      database_kind::sqlite,
      R"json([{"kind":"index","name":"ix","table":"T","sql":"CREATE INDEX ix ON T(a)"},
              {"kind":"table","name":"t","table":"t","sql":"CREATE TABLE t(a INT)"}])json");
  CHECK(found.kind == database_kind::sqlite);
  REQUIRE(found.tables.size() == 1);
  CHECK(found.tables[0].columns.size() == 1);
  REQUIRE(found.tables[0].indexes.size() == 1);
  CHECK(found.tables[0].indexes[0].definition == "create index ix on t(a)");
}

TEST_CASE("what is no document of a catalog is an error that says why") {
  using test::error_text;
  CHECK(error_text([] { read_document(database_kind::postgresql, ""); }) ==
        "the catalog of the postgresql database cannot be read: [json.exception.parse_error.101] "
        "parse error at line 1, column 1: syntax error while parsing value - unexpected end of "
        "input; expected '[', '{', or a literal");
  CHECK(error_text([] { read_document(database_kind::postgresql, "{}"); }) ==
        "the catalog of the postgresql database cannot be read: [json.exception.out_of_range.403] "
        "key 'grants' not found");
  CHECK(error_text([] { read_document(database_kind::sqlite, "[1]"); }) ==
        "the catalog of the sqlite database cannot be read: [json.exception.type_error.304] cannot "
        "use at() with number");
  CHECK(error_text([] {
          read(R"("policies" : [], "types" : [{"id":"1","schema":"s","name":"n","kind":"?"}])");
        }) ==
        "the catalog of the postgresql database cannot be read: "
        "[json.exception.other_error.501] unknown code '?'");
}

}  // namespace test_catalog_document
