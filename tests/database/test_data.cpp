#include <revise/migration.h>
#include <revise/rows.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "database/live.h"
#include "database/sql_error.h"
#include "dialect/dialect.h"
#include "engine/live_sink.h"
#include "operations/owned_value.h"
#include "operations/recorder.h"

namespace test_data {

using namespace revise;
using namespace revise::test;

namespace {

using bytes = std::vector<unsigned char>;

// A running migration, in its transaction.
template <class Database>
struct running {
  const Database database;
  const std::unique_ptr<connection> session = connected(database);
  bool interrupted = false;
  const argument_map none;
  live_sink sink{*session, [this] { return interrupted; }};
  recorder recorded{sink, session->kind(), none};
  operations& op = recorded;

  running() { session->begin(); }

  std::string read(const std::string& query) {
    sink.check_transaction();
    session->commit();
    std::string text = database.execute(query);
    session->begin();
    return text;
  }
};

// The error text that a user reads, and how many lines below `line` it came from. The error may
// also come later, when the call's SQL is sent.
template <class Call>
std::string refusal(connection& session, int line, Call&& call) {
  try {
    call();
    session.flush();
  } catch (const sql_error& thrown) {
    return "+" + std::to_string(thrown.where().line - line) + ": " + text_of(thrown);
  } catch (const error& thrown) {
    return text_of(thrown);
  }
  return "no error";
}

const std::string all_text =
    "tab\t newline\n return\r \\ \\N \\. 'quotes' \"two\" :name ::int $1 ?";

}  // namespace

TEST_CASE_TEMPLATE("values come back as they went, one by one and in bulk", Database,
                   postgres_database, sqlite_database) {
  running<Database> here;
  operations& op = here.op;
  const bool is_sqlite = here.session->kind() == database_kind::sqlite;
  op.execute(std::string("create table t (id integer, flag boolean, small smallint, big bigint, "
                         "real4 real, real8 double precision, exact numeric(30), word text, raw ") +
             (is_sqlite ? "blob" : "bytea") + ")");
  const bytes every_byte = [] {
    bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<unsigned char>(i));
    return all;
  }();
  // A value refers to the object that it was made from.
  const bytes empty;
  const bytes special = {0, 92, 39};
  const bytes hex = {'\\', 'x'};
  const std::vector<std::vector<value>> given = {
      {1, true, -32768, INT64_MIN, 0.5F, 0.1, "123456789", all_text, every_byte},
      {2, false, 32767, INT64_MAX, -1.5F, 5e-324, 0, "", empty},
      {3, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},
      {4, std::optional<bool>(), 0, 0U, 0.0, 1.7976931348623157e308, -7, "üß€ 😀", special},
      {5, true, 1, -1, 1, HUGE_VAL, 1, "\\", hex},
  };
  const char* columns =
      "insert into t (id, flag, small, big, real4, real8, exact, word, raw) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  const auto check = [&] {
    const rows found = op.query("select * from t order by id");
    REQUIRE(found.size() == given.size());
    const row first = found[0];
    CHECK(first["flag"].as<bool>());
    CHECK(first["small"].as<short>() == -32768);
    CHECK(first["big"].as<std::int64_t>() == INT64_MIN);
    CHECK(first["real4"].as<float>() == 0.5F);
    CHECK(first["real8"].as<double>() == 0.1);
    CHECK(first["exact"].as<long long>() == 123456789);
    CHECK(first["word"].as<std::string>() == all_text);
    CHECK(first["raw"].as<bytes>() == every_byte);
    CHECK(!found[1]["flag"].as<bool>());
    CHECK(found[1]["big"].as<std::int64_t>() == INT64_MAX);
    CHECK(found[1]["real8"].as<double>() == 5e-324);
    CHECK(found[1]["exact"].as<int>() == 0);
    CHECK(!found[1]["word"].is_null());
    CHECK(found[1]["word"].as<std::string>().empty());
    CHECK(!found[1]["raw"].is_null());
    CHECK(found[1]["raw"].as<bytes_ref>().empty());
    for (row::count i = 1; i < found[2].size(); ++i) CHECK(found[2][i].is_null());
    CHECK(found[3]["flag"].as<std::optional<bool>>() == std::nullopt);
    CHECK(found[3]["real8"].as<double>() == 1.7976931348623157e308);
    CHECK(found[3]["word"].as<std::string>() == "üß€ 😀");
    CHECK(found[3]["raw"].as<bytes>() == special);
    CHECK(found[4]["real8"].as<double>() == HUGE_VAL);
    CHECK(found[4]["word"].as<std::string>() == "\\");
    CHECK(found[4]["raw"].as<bytes>() == hex);
  };
  for (const std::vector<value>& row : given) op.execute(columns, row);
  check();
  op.execute("delete from t");
  op.bulk_insert("t", {"id", "flag", "small", "big", "real4", "real8", "exact", "word", "raw"},
                 [&](bulk_rows& to) {
                   for (const std::vector<value>& row : given) to.add_all(row.data(), row.size());
                 });
  check();
  op.execute("delete from t");
  // The values are also tested as literals, which a script has in place of parameters.
  const dialect& written = dialect_of(here.session->kind());
  for (const std::vector<value>& row : given) {
    std::string sql = columns;
    for (std::size_t i = row.size(); i > 0; --i) {
      const std::string place = "$" + std::to_string(i);
      sql.replace(sql.find(place), place.size(), written.literal(owned(row[i - 1])));
    }
    op.execute(sql);
  }
  check();
}

TEST_CASE("PostgreSQL infers the types of parameters from where they stand") {
  running<postgres_database> here;
  operations& op = here.op;
  op.execute("create table t (id uuid, at timestamptz, day date, tags text[], j jsonb, n numeric)");
  op.execute("insert into t values ($1, $2, $3, $4, $5, $6)",
             {"11111111-2222-3333-4444-555555555555", "2026-03-04 05:06:07+00", "2026-03-04",
              R"({"a b","c\"d",null})", R"({"k": [1, "x"]})", 18446744073709551615ULL});
  const one_row row = op.query_one(
      "select *, tags[2] as tag, j->>'k' as k from t where j ? $1 and id = $2 and n = $3 and at < "
      "now() + $4",
      {"k", "11111111-2222-3333-4444-555555555555", UINT64_MAX, "100 years"});
  CHECK(row["at"].as<std::string>() == "2026-03-04 05:06:07+00");
  CHECK(row["day"].as<std::string>() == "2026-03-04");
  CHECK(row["tags"].as<std::string>() == R"({"a b","c\"d",NULL})");
  CHECK(row["tag"].as<std::string>() == "c\"d");
  CHECK(row["k"].as<std::string>() == R"([1, "x"])");
  CHECK(row["n"].as<std::uint64_t>() == UINT64_MAX);
  CHECK(op.scalar<std::string>("select (array[1, 2, 3])[1:2]::text") == "{1,2}");
  CHECK(op.scalar<std::string>("select ($1::int[])[1:$2]::text", {"{4,5,6}", 2}) == "{4,5}");
  CHECK(op.scalar<bool>("select $1 = any($2::text[])", {"b", "{a,b}"}));
  CHECK(op.scalar<int>("select $1::int + $2", {40, 2}) == 42);
  CHECK(std::isnan(op.scalar<double>("select $1::float8", {std::nan("")})));
  CHECK(op.scalar<double>("select $1::float8", {-HUGE_VAL}) == -HUGE_VAL);
  op.execute("insert into t (n) values ($1), ('-Infinity')", {std::nan("")});
  CHECK(here.read("select n from t where id is null") == "NaN\n-Infinity\n");
}

TEST_CASE("SQLite keeps each value as what it was given") {
  running<sqlite_database> here;
  operations& op = here.op;
  const one_row types = op.query_one(
      "select typeof($1) as a, typeof($2) as b, typeof($3) as c, typeof($4) as d, typeof($5) as e, "
      "$1 as again",
      {7, 0.5, "7", bytes{7}, nullptr});
  std::string names;
  for (row::count i = 0; i < types.size(); ++i) names += types[i].as<std::string>() + " ";
  CHECK(names == "integer real text blob null 7 ");
  CHECK(refusal(*here.session, __LINE__, [&] { op.query("select $1", {std::nan("")}); }) ==
        "sqlite has no NaN\nhint: pass nullptr");
  CHECK(refusal(*here.session, __LINE__, [&] { op.query("select $1", {UINT64_MAX}); }) ==
        "18446744073709551615 is too large for an integer in sqlite\nhint: pass it as text");
}

TEST_CASE_TEMPLATE("a statement with parameters that fails names its line, as raw SQL does",
                   Database, postgres_database, sqlite_database) {
  running<Database> here;
  operations& op = here.op;
  const bool is_sqlite = here.session->kind() == database_kind::sqlite;
  CHECK(refusal(*here.session, __LINE__, [&] { op.execute("select $1, $2", {1}); }) ==
        "+0: the SQL takes 2 parameters, and 1 was given\n  in: select $1, $2\n"
        "hint: give a value for each of $1, $2, … in the SQL");
  here.session->rollback();
  here.session->begin();
  CHECK(refusal(*here.session, __LINE__, [&] { op.query("select 1,\n  no_such"); }) ==
        std::string("+0: ") +
            (is_sqlite ? "no such column: no_such" : "column \"no_such\" does not exist (42703)") +
            "\n  line 2 of the SQL, column 3:\n      no_such\n      ^");
  here.session->rollback();
  here.session->begin();
  using namespace std::string_literals;
  CHECK(refusal(*here.session, __LINE__, [&] { op.execute("select $1", {"a\0b"s}); }) ==
        "parameter $1: the text contains a NUL byte\nhint: leave it out, or store it as bytes");
  const std::string ended = is_sqlite ? "commit" : "rollback";
  CHECK(refusal(*here.session, __LINE__, [&] { op.query(ended); }) ==
        "+0: the SQL ends the transaction that revise began\n"
        "  line 1 of the SQL, column 1:\n"
        "    " +
            ended +
            "\n"
            "    ^\n"
            "hint: remove 'begin', 'commit' and 'rollback' from the SQL");
}

TEST_CASE("a row that PostgreSQL refuses in the middle of a copy is told by its number") {
  running<postgres_database> here;
  operations& op = here.op;
  op.execute("create table t (id integer primary key, name varchar(3))");
  CHECK(refusal(*here.session, __LINE__,
                [&] {
                  op.bulk_insert("t", {"id", "name"}, [](bulk_rows& to) {
                    for (int i = 1; i <= 100'000; ++i) to.add(i == 70'000 ? 1 : i, "x");
                  });
                }) ==
        "+0: duplicate key value violates unique constraint \"t_pkey\" (23505)\n"
        "  detail: Key (id)=(1) already exists.\n"
        "  context: COPY t, line 70000\n"
        "  in: copy t (id, name) from stdin");
  CHECK(here.session->in_transaction());
  here.session->rollback();
  here.session->begin();
  op.execute("create table t (id integer primary key, name varchar(3))");
  CHECK(refusal(*here.session, __LINE__,
                [&] {
                  op.bulk_insert("t", {"name"}, {{"abc"}, {"abcd"}});
                }) ==
        "+0: null value in column \"id\" of relation \"t\" violates not-null constraint (23502)\n"
        "  detail: Failing row contains (***).\n"
        "  context: COPY t, line 1: ***\n"
        "  in: copy t (name) from stdin");
  here.session->rollback();
  here.session->begin();
  op.execute("create table t (id integer primary key, name varchar(3))");
  CHECK(refusal(*here.session, __LINE__,
                [&] {
                  op.bulk_insert("t", {"id", "name"}, {{1, "x"}, {"y", "x"}});
                }) ==
        "+0: invalid input syntax for type integer: \"y\" (22P02)\n"
        "  context: COPY t, line 2, column id: \"y\"\n"
        "  in: copy t (id, name) from stdin");
  here.session->rollback();
  here.session->begin();
  CHECK(refusal(*here.session, __LINE__, [&] { op.bulk_insert("nowhere", {"id"}, {{1}}); }) ==
        "+0: relation \"nowhere\" does not exist (42P01)\n  in: copy nowhere (id) from stdin");
}

TEST_CASE("a row that SQLite refuses is told by its number, and none is left of the others") {
  running<sqlite_database> here;
  operations& op = here.op;
  op.execute("create table t (id integer primary key, name text not null)");
  op.bulk_insert("t", {"id", "name"}, {{7, "before"}});
  CHECK(refusal(*here.session, __LINE__,
                [&] {
                  op.bulk_insert("t", {"id", "name"}, [](bulk_rows& to) {
                    for (int i = 100; i <= 300; ++i) to.add(i == 300 ? 100 : i, "x");
                  });
                }) ==
        "+0: UNIQUE constraint failed: t.id\n  context: row 201\n"
        "  in: insert into t (id, name) values (?, ?)");
  CHECK(refusal(*here.session, __LINE__,
                [&] {
                  op.bulk_insert("t", {"id", "name"}, {{8, "x"}, {9, nullptr}});
                }) ==
        "+0: NOT NULL constraint failed: t.name\n  context: row 2\n"
        "  in: insert into t (id, name) values (?, ?)");
  CHECK(refusal(*here.session, __LINE__, [&] { op.bulk_insert("nowhere", {"id"}, {{1}}); }) ==
        "+0: no such table: nowhere\n  in: insert into nowhere (id) values (?)");
  CHECK(here.read("select * from t") == "7|before\n");
}

TEST_CASE_TEMPLATE("what a source of rows throws arrives unchanged, and no row stays", Database,
                   postgres_database, sqlite_database) {
  running<Database> here;
  operations& op = here.op;
  op.execute("create table t (id integer)");
  here.session->commit();
  here.session->begin();
  CHECK_THROWS_WITH_AS(op.bulk_insert("t", {"id"},
                                      [](bulk_rows& to) {
                                        for (int i = 0; i < 100'000; ++i) to.add(i);
                                        throw std::domain_error("no more");
                                      }),
                       "no more", std::domain_error);
  CHECK(here.session->in_transaction());
  here.session->rollback();
  here.session->begin();
  op.bulk_insert("t", {"id"}, {{1}});
  CHECK(here.read("select id from t") == "1\n");
}

TEST_CASE_TEMPLATE("nothing else is done while rows are under way", Database, postgres_database,
                   sqlite_database) {
  running<Database> here;
  operations& op = here.op;
  op.execute("create table t (id integer)");
  const std::string refused =
      "no other operation can run while the rows of a bulk_insert are being inserted\n"
      "hint: query what the rows need before the bulk_insert, or use copy_rows, which runs in the "
      "database";
  const auto during = [&](auto&& call) {
    return refusal(*here.session, __LINE__, [&] {
      op.bulk_insert("t", {"id"}, [&](bulk_rows& to) {
        to.add(1);
        call();
      });
    });
  };
  here.session->commit();
  for (int i = 0; i < 4; ++i) {
    here.session->begin();
    CHECK(during([&] {
            if (i == 0) op.execute("select 1");
            if (i == 1) op.query("select 1");
            if (i == 2) op.bulk_insert("t", {"id"}, {{1}});
            if (i == 3) op.drop_table("t");
          }) == refused);
    here.session->rollback();
  }
  // A migration that catches the error and continues loses nothing.
  here.session->begin();
  CHECK(during([&] {
          try {
            op.query("select 1");
          } catch (const error&) {
          }
        }) == "no error");
  CHECK(here.read("select id from t") == "1\n");
}

TEST_CASE_TEMPLATE("an interrupt ends rows under way, though the migration swallows it", Database,
                   postgres_database, sqlite_database) {
  running<Database> here;
  operations& op = here.op;
  op.execute("create table t (id integer)");
  here.session->commit();
  here.session->begin();
  int added = 0;
  CHECK(refusal(*here.session, __LINE__, [&] {
          op.bulk_insert("t", {"id"}, [&](bulk_rows& to) {
            try {
              for (; added < 1'000'000; ++added) {
                if (added == 10'000) here.interrupted = true;
                to.add(added);
              }
            } catch (...) {
            }
          });
        }) == "interrupted");
  CHECK(added >= 10'000);
  CHECK(added < 20'000);
  here.session->rollback();
  CHECK(here.database.execute("select count(*) from t") == "0\n");
}

TEST_CASE("a connection that ends in the middle of a copy is told as such") {
  running<postgres_database> here;
  here.op.execute("create table t (id integer, word text)");
  int added = 0;
  const std::string word(1000, 'x');
  CHECK(error_text<connection_error>([&] {
          here.op.bulk_insert("t", {"id", "word"}, [&](bulk_rows& to) {
            for (; added < 1'000'000; ++added) {
              if (added == 1000) {
                here.database.execute(
                    "select pg_terminate_backend(pid, 10000) from pg_stat_activity where "
                    "application_name = 'revise' and datname = current_database()");
              }
              to.add(added, word);
            }
          });
        }).starts_with("the connection to the server was lost: "));
  CHECK(added < 100'000);
  CHECK(!here.session->in_transaction());
  CHECK_THROWS_AS(here.op.query("select 1"), connection_error);
}

TEST_CASE("rows larger than any buffer go through") {
  running<postgres_database> here;
  operations& op = here.op;
  op.execute("create table t (id integer, word text, raw bytea)");
  const std::string word(300'000, '\\');
  const bytes raw(200'000, 0xAB);
  op.bulk_insert("t", {"id", "word", "raw"},
                 {{1, "x", nullptr}, {2, word, raw}, {3, "y", nullptr}});
  CHECK(here.read("select id, length(word), length(raw), word = repeat('\\', 300000) from t") ==
        "1|1||f\n2|300000|200000|t\n3|1||f\n");
}

TEST_CASE("rows are copied with their identities, through expressions, on PostgreSQL") {
  running<postgres_database> here;
  operations& op = here.op;
  op.execute(
      "create schema growth; create type growth.entity_type as enum ('person', 'team');"
      "create table old (id bigint, type text, \"Name\" text);"
      "create table growth.entities (id bigint generated always as identity primary key,"
      "  type growth.entity_type, \"Name\" text);"
      "insert into old values (5, 'team', 'b'), (3, 'person', 'a'), (9, 'nothing', 'c')");
  op.copy_rows("old", "growth.entities",
               {.columns = {"id", {"type", "type::text::growth.entity_type"}, "Name"},
                .where = "type <> 'nothing'",
                .order_by = "id"});
  CHECK(here.read("select id, type, \"Name\" from growth.entities") == "3|person|a\n5|team|b\n");
  op.execute("create table same (like growth.entities including identity)");
  op.copy_rows("growth.entities", "same");
  CHECK(here.read("select * from same") == "3|person|a\n5|team|b\n");
  CHECK(refusal(*here.session, __LINE__, [&] { op.copy_rows("old", "growth.entities"); }) ==
        "+0: column \"type\" is of type growth.entity_type but expression is of type text (42804)\n"
        "  server's hint: You will need to rewrite or cast the expression.\n"
        "  line 1 of the SQL, column 60:\n"
        "    insert into growth.entities overriding system value select * from old\n"
        "                                                               ^");
}

TEST_CASE("rows are copied on SQLite") {
  running<sqlite_database> here;
  operations& op = here.op;
  op.execute(
      "create table old (id integer primary key, a text, b text);"
      "create table new (id integer primary key, b text);"
      "insert into old values (1, 'x', 'X'), (2, 'y', 'Y')");
  op.copy_rows("old", "new", {.columns = {"id", {"b", "a || b"}}, .where = "id > 1"});
  CHECK(here.read("select * from new") == "2|yY\n");
  op.execute("create table same (i integer, x text, y text)");
  op.copy_rows("old", "same");
  CHECK(here.read("select * from same") == "1|x|X\n2|y|Y\n");
}

TEST_CASE_TEMPLATE("a migration reads what it then writes", Database, postgres_database,
                   sqlite_database) {
  running<Database> here;
  operations& op = here.op;
  op.create_table("people", {column("id", integer).primary_key(), column("name", text)});
  op.bulk_insert("people", {"id", "name"}, {{1, "Ada Lovelace"}, {2, "Plato"}, {3, nullptr}});
  op.add_column("people", column("first", text));
  for (const row person : op.query("select id, name from people where name is not null")) {
    const auto name = person["name"].as<std::string>();
    op.execute("update people set first = $1 where id = $2",
               {name.substr(0, name.find(' ')), person["id"].as<int>()});
  }
  CHECK(op.scalar<int>("select count(*) from people where first is null") == 1);
  CHECK(here.read("select first from people where first is not null order by id") ==
        "Ada\nPlato\n");
}

// `copy` is refused there (PostgreSQL manual, COPY). The role is removed with the transaction.
TEST_CASE("bulk_insert fills a view, and a table whose rows are secured") {
  running<postgres_database> here;
  operations& op = here.op;
  const std::string writer = here.database.name() + "_writer";
  op.execute(
      "create table kept (id integer, name text);"
      "create view shown as select id, name from kept where id < 10;"
      "alter table kept enable row level security; alter table kept force row level security;"
      "create policy small on kept using (true) with check (id < 100)");
  op.execute("create role " + writer + "; grant create, usage on schema public to " + writer +
             "; alter table kept owner to " + writer + "; alter view shown owner to " + writer +
             "; set local role " + writer);
  op.bulk_insert("shown", {"id", "name"}, {{1, "Ada's"}, {2, nullptr}});
  op.bulk_insert("kept", {"name", "id"}, {{"back\\slash", 11}});
  CHECK(op.scalar<std::string>("select string_agg(concat(id, '|', name), ' ' order by id) from "
                               "kept") == "1|Ada's 2| 11|back\\slash");
  CHECK(refusal(*here.session, __LINE__, [&] {
          op.bulk_insert("kept", {"id"}, {{100}});
        }).find("row-level security policy for table \"kept\"") != std::string::npos);
}

}  // namespace test_data
