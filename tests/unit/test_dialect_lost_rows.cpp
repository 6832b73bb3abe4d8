#include "dialect/lost_rows.h"

#include <doctest/doctest.h>

#include <string>

namespace test_dialect_lost_rows {

using namespace revise;

namespace {

std::string text_of(const std::vector<row_loss>& losses) {
  std::string text;
  for (const row_loss& loss : losses) {
    const char* const what = loss.what == row_loss::how::table_dropped    ? "drops "
                             : loss.what == row_loss::how::schema_dropped ? "drops all of "
                                                                          : "empties ";
    text += (text.empty() ? "" : ", ") + std::string(what) +
            (loss.name.schema.empty() ? "" : "<" + loss.name.schema + ">") + "<" + loss.name.name +
            ">";
  }
  return text;
}

std::string on_postgresql(std::string_view sql) { return text_of(row_losses(sql, postgresql)); }
std::string on_sqlite(std::string_view sql) { return text_of(row_losses(sql, sqlite)); }

}  // namespace

TEST_CASE("the tables that SQL drops or empties are found by its words") {
  CHECK(on_postgresql("drop table a") == "drops <a>");
  CHECK(on_postgresql("DROP TABLE IF EXISTS A, \"B b\".\"c\"\"d\" , e.f CASCADE") ==
        "drops <a>, drops <B b><c\"d>, drops <e><f>");
  CHECK(on_postgresql(
            "-- first\ninsert into a values (1);\n/* then */ drop\n table a; drop table b;") ==
        "drops <a>, drops <b>");
  CHECK(on_postgresql("drop schema if exists app, \"Other\" cascade") ==
        "drops all of <app>, drops all of <Other>");
  CHECK(on_postgresql("truncate a; truncate table only b, c * restart identity cascade") ==
        "empties <a>, empties <b>, empties <c>");
  CHECK(on_postgresql("delete from a; delete from only app.b;") == "empties <a>, empties <app><b>");
  CHECK(on_sqlite("drop table if exists Main.[odd ] name]; drop table `x``y`; delete from \"T\"") ==
        "drops <Main><odd >, drops <x`y>, empties <T>");
}

TEST_CASE("other SQL takes no rows of a whole table away, as far as its words tell") {
  CHECK(on_postgresql("") == "");
  CHECK(on_postgresql("drop index a; drop view b; drop materialized view c") == "");
  CHECK(on_postgresql("delete from a where id = 1; delete from a using b") == "");
  CHECK(on_postgresql("alter table a drop column b") == "");
  CHECK(on_postgresql("insert into a values ('drop table b; truncate c')") == "");
  CHECK(on_postgresql("do $$ begin drop table a; end $$") == "");
  CHECK(on_postgresql("select 1 /* ; drop table a */ -- ; drop table b") == "");
  CHECK(on_postgresql("drop table 'a'") == "");
  CHECK(on_postgresql("drop table") == "");
  CHECK(on_postgresql("drop table a.") == "");
}

}  // namespace test_dialect_lost_rows
