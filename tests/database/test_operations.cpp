#include "database/live.h"
#include "dialect/dialect.h"
#include "operations/recorder.h"
#include "support/golden.h"
#include "support/operation_samples.h"

using namespace revise;
using namespace revise::test;

namespace {

// All that the catalogs say about what is in the database.
std::string contents(const postgres_database& database) {
  const std::string ours = " not in ('pg_catalog', 'information_schema', 'pg_toast')";
  return database.execute(
             "select table_schema || '.' || table_name, column_name, format_type(atttypid, "
             "atttypmod), case when attnotnull then 'not null' else 'null' end, column_default, "
             "case when is_identity = 'YES' then 'identity ' || identity_generation end "
             "from information_schema.columns join pg_attribute on attrelid = "
             "(quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass "
             "and attname = column_name where table_schema" +
             ours + " order by table_schema, table_name, ordinal_position") +
         database.execute(
             "select 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid) "
             "from pg_constraint where connamespace::regnamespace::text" +
             ours + " and conrelid <> 0 order by conrelid::regclass::text, conname") +
         database.execute("select indexdef from pg_indexes where schemaname" + ours +
                          " order by indexdef");
}

std::string contents(const sqlite_database& database) {
  return database.execute(
      "select type, name, tbl_name, sql from sqlite_schema "
      "order by tbl_name, type desc, name");
}

class sender final : public operation_sink {
 public:
  explicit sender(connection& database) : database_(database) {}

  void accept(const operation& op, location) override {
    for (const std::string& statement : dialect_of(database_.kind()).statements(op)) {
      database_.execute(statement);
    }
  }

 private:
  connection& database_;
};

template <class Call>
void run(connection& database, Call&& call) {
  static const argument_map none;
  sender sink(database);
  recorder op(sink, database.kind(), none);
  database.begin();
  call(op);
  database.commit();
}

// Runs it, returns what is there then, undoes it, and checks that nothing is left.
template <class Database, class Up, class Down>
std::string done_and_undone(const Database& database, connection& session, Up&& up, Down&& down) {
  const std::string before = contents(database);
  run(session, up);
  std::string between = contents(database);
  CHECK(between != before);
  run(session, down);
  CHECK(contents(database) == before);
  return between;
}

constexpr database_kind kind_of(const postgres_database*) { return database_kind::postgresql; }
constexpr database_kind kind_of(const sqlite_database*) { return database_kind::sqlite; }

}  // namespace

TEST_CASE_TEMPLATE("every operation does what it says, and is undone", Database, postgres_database,
                   sqlite_database) {
  constexpr database_kind kind = kind_of(static_cast<const Database*>(nullptr));
  const Database database;
  const auto session = connected(database);
  std::string actual;
  for (const operation_sample& sample : operation_samples()) {
    CAPTURE(sample.title);
    if (kind == database_kind::sqlite && std::string(sample.title) == "a table with arrays")
      continue;
    actual += "== " + std::string(sample.title) + "\n" +
              done_and_undone(database, *session, sample.up.get(), sample.down.get());
  }
  const std::string schema = kind == database_kind::sqlite ? "main" : "app";
  if (kind == database_kind::postgresql) database.execute("create schema app");
  actual += "== names with a schema\n" + done_and_undone(
                                             database, *session,
                                             [&](operations& op) { create_in_schema(op, schema); },
                                             [&](operations& op) { drop_in_schema(op, schema); });
  const std::string name = "operations." + std::string(name_of(kind)) + ".txt";
  CHECK(first_difference(golden(__FILE__, name, actual), actual) == "");
}

TEST_CASE_TEMPLATE("rows get what the columns declare", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  const auto session = connected(database);
  run(*session, operation_samples()[2].up.get());
  session->execute("insert into orgs (slug) values ('a'), ('b')");
  session->execute("insert into users (id, org, third) values ('me', 2, 1)");
  CHECK(database.execute("select id, slug from orgs order by id") == "1|a\n2|b\n");
  CHECK(
      database.execute("select word, empty, sum, \"both\", less, lower, \"nothing\" from users") ==
      "it's a (word)||3|a)b|-1|a|\n");
  CHECK(database.execute("select count(*) from users where flag and created_at is not null and "
                         "day = current_date") == "1\n");
  CHECK_THROWS(session->execute("insert into orgs (slug) values ('a')"));
}

TEST_CASE("an index that PostgreSQL made with `if not exists` keeps the one that was there") {
  const postgres_database database;
  const auto session = connected(database);
  run(*session, [](operations& op) {
    op.create_table("t", {column("a", text), column("b", text)});
    op.create_index("i", "t", {"a"});
    op.create_index("i", "t", {"b"}, {.if_not_exists = true});
  });
  CHECK(database.execute("select indexdef from pg_indexes where indexname = 'i'") ==
        "CREATE INDEX i ON public.t USING btree (a)\n");
}
