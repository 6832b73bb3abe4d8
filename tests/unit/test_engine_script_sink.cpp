#include "script/script_sink.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_engine_script_sink {

using namespace revise;
using namespace revise::test;
namespace data = revise::operations_data;
using texts = std::vector<std::string>;

namespace {

data::bulk_insert two_rows() {
  return {"Shop.t", {"id", "Name"}, [](const data::row_taker& take) {
            const value first[] = {1, "a\tb\\\n\r'"};
            take(first);
            const value second[] = {nullptr, "\\."};
            take(second);
          }};
}

std::string written(database_kind kind, const operation& op) {
  script_sink sink(kind);
  sink.accept(op, {});
  return sink.text();
}

}  // namespace

TEST_CASE("rows are inserted: the server refuses to copy into a view or under row level security") {
  CHECK(written(database_kind::postgresql, two_rows()) ==
        "insert into \"Shop\".t (id, \"Name\") overriding system value values\n"
        "  ('1', E'a\tb\\\\\n\r'''),\n"
        "  (null, E'\\\\.');\n");
  CHECK(written(database_kind::sqlite, two_rows()) ==
        "insert into \"Shop\".t (id, \"Name\") values\n"
        "  (1, 'a\tb\\\n\r'''),\n"
        "  (null, '\\.');\n");
}

TEST_CASE("SQL with parameters has their values in it") {
  CHECK(written(database_kind::postgresql,
                data::execute{"insert into t values ($1, '$1', a[lo:hi])", {7LL}}) ==
        "prepare revise_execute as insert into t values ($1, '$1', a[lo\\:hi]);\n"
        "execute revise_execute('7');\n"
        "deallocate revise_execute;\n");
  // Without parameters, $1 is not a parameter.
  CHECK(written(database_kind::postgresql, data::execute{"prepare p as select $1", {}}) ==
        "prepare p as select $1;\n");
}

TEST_CASE("a migration that reads data cannot be written down, even if it catches that") {
  script_sink sink(database_kind::postgresql);
  const std::string refused =
      "this revision reads data, which a script cannot do: it needs a database\n"
      "hint: run the revision on a database, or do its work in SQL with execute or copy_rows";
  sink.accept(data::execute{"select 1", {}}, {"a.cpp", 3});
  CHECK(error_text([&] { sink.query({"select 1", {}}, {"a.cpp", 4}); }) == refused);
  CHECK(error_text([&] { sink.accept(data::execute{"select 2", {}}, {"a.cpp", 5}); }) == refused);
  CHECK(error_text([&] { sink.session({"a.cpp", 6}); }) == refused);
  CHECK(error_text([&] { return sink.text(); }) == refused);
  CHECK(sink.last().line == 4);
}

TEST_CASE("nothing else can be written while rows are") {
  script_sink sink(database_kind::sqlite);
  const data::bulk_insert rows{"t", {"a"}, [&sink](const data::row_taker&) {
                                 sink.accept(data::execute{"select 1", {}}, {});
                               }};
  CHECK(error_text([&] { sink.accept(rows, {}); }) ==
        "no other operation can run while the rows of a bulk_insert are being inserted\n"
        "hint: query what the rows need before the bulk_insert, or use copy_rows, which runs in "
        "the database");
}

TEST_CASE("how a text sets the reading of what follows ends with it in a script") {
  script_sink sink(database_kind::postgresql);
  sink.accept(data::execute{"set standard_conforming_strings = off", {}}, {});
  sink.accept(data::execute{"select 'a\\'; b'", {}}, {});
  sink.accept(data::bulk_insert{"t",
                                {"a"},
                                [](const data::row_taker& take) {
                                  const value row[] = {"\\"};
                                  take(row);
                                }},
              {});
  sink.accept(data::execute{"select 'a\\'", {}}, {});
  CHECK(sink.text() ==
        "set standard_conforming_strings = off;\nset client_encoding = 'UTF8';\n"
        "select E'a\\'; b';\nset standard_conforming_strings = on;\n"
        "insert into t (a) overriding system value values\n  (E'\\\\');\nselect 'a\\';\n");
}

TEST_CASE("what has to be first in its transaction is apart, and nowhere else") {
  script_sink sink(database_kind::postgresql);
  sink.accept(data::execute{"set transaction isolation level serializable; select 1", {}}, {});
  CHECK(sink.opening() == "set transaction isolation level serializable;\n");
  CHECK(sink.text() == " select 1;\n");
  CHECK(error_text([&] {
          sink.accept(data::execute{"set transaction isolation level serializable", {}}, {});
        }) ==
        "this must be the first statement of its transaction\n"
        "  line 1 of the SQL, column 1:\n"
        "    set transaction isolation level serializable\n    ^\n"
        "hint: make it the first statement of the revision");
  script_sink wrapped(database_kind::postgresql);
  texts told;
  wrapped.set_remark([&](const std::string& line) { told.push_back(line); });
  wrapped.accept(data::execute{"begin isolation level serializable; select 1; commit;", {}}, {});
  wrapped.accept(data::execute{"begin; select 2; commit;", {}}, {});
  CHECK(wrapped.opening() == "set transaction isolation level serializable;\n");
  CHECK(wrapped.text().find("begin") == std::string::npos);
  CHECK(told.size() == 1);
}

TEST_CASE("a shadow follows what is written") {
  shadow_database shadow([](connection& database) { database.execute("create table t (a int)"); });
  script_sink sink(database_kind::sqlite, &shadow);
  sink.accept(data::execute{"create table u (a int); insert into u values (1)", {}}, {});
  sink.accept(data::execute{"insert into u values ($1)", {2LL}}, {});
  sink.accept(data::bulk_insert{"u",
                                {"a"},
                                [](const data::row_taker& take) {
                                  const value row[] = {3};
                                  take(row);
                                }},
              {});
  CHECK(shadow.here().query("select sum(a) from u", {}).cells[0] == "6");
  CHECK(shadow.here().query("select count(*) from t", {}).cells[0] == "0");
}

}  // namespace test_engine_script_sink
