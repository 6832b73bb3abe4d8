#include <type_traits>

#include "database/sent.h"

namespace test_guards {

using namespace revise;
using namespace revise::test;

namespace {

// A database with `a (id, name)` of three rows, and the tables that a test case makes.
template <class Database>
class guarded {
 public:
  explicit guarded(const std::string& sql = {}) : session_(connected(database)) {
    session_->execute(
        "create table a (id integer, name text); insert into a values (1, 'x'), (2, 'y'), (3, "
        "null)");
    if (!sql.empty()) session_->execute(sql);
  }

  // The error of the call. No trace of the call is left.
  template <class Call>
  std::string refused(Call&& call) {
    const std::string said = error_text([&] { send(*session_, call); });
    session_->rollback();
    return said;
  }

  connection& session() { return *session_; }

  const Database database;

 private:
  std::unique_ptr<connection> session_;
};

constexpr const char* no_error = "no error";

template <class Database>
constexpr bool on_postgresql = std::is_same_v<Database, postgres_database>;

}  // namespace

TEST_CASE_TEMPLATE("expect_rows tells how many rows there are, and how many are expected", Database,
                   postgres_database, sqlite_database) {
  guarded<Database> here;
  const auto expect = [&](string_ref from, const expect_rows_options& options) {
    return here.refused([&](operations& op) { op.expect_rows(from, options); });
  };
  CHECK(expect("a", {.exactly = 3}) == no_error);
  CHECK(expect("a", {.exactly = 0, .where = "id > 3"}) == no_error);
  CHECK(expect("a", {.at_least = 3}) == no_error);
  CHECK(expect("a", {.at_most = 3}) == no_error);
  CHECK(expect("a", {.at_least = 2, .at_most = 3, .where = "name is not null"}) == no_error);
  CHECK(expect("(select name from a union all select 'it''s')", {.exactly = 4}) == no_error);

  CHECK(expect("a", {.exactly = 2}) == "rows of 'a': 3 found, 2 expected");
  CHECK(expect("a", {.exactly = 0, .where = "name is null or name = 'it''s'"}) ==
        "rows of 'a' where name is null or name = 'it''s': 1 found, 0 expected");
  CHECK(expect("a", {.at_least = 4}) == "rows of 'a': 3 found, at least 4 expected");
  CHECK(expect("a", {.at_most = 2}) == "rows of 'a': 3 found, at most 2 expected");
  CHECK(expect("a", {.at_least = 4, .at_most = 9}) == "rows of 'a': 3 found, 4 to 9 expected");
  CHECK(expect("a", {.at_least = 1, .at_most = 2}) == "rows of 'a': 3 found, 1 to 2 expected");
  CHECK(expect("(select 1)", {.exactly = 0, .where = "1 = 1"}) ==
        "rows of (select 1) where 1 = 1: 1 found, 0 expected");
  CHECK(expect("(select '0123456789012345678901234567890123456789012345ä'\n  from a)",
               {.exactly = 1}) ==
        "rows of (select '0123456789012345678901234567890123456789012345ä' ...: 3 found, 1 "
        "expected");

  CHECK(expect("a", {}) ==
        "expect_rows 'a' does not say how many rows it expects\nhint: give .exactly, .at_least or "
        ".at_most");
  CHECK(expect("a", {.exactly = 1, .at_most = 2}) ==
        "expect_rows 'a' says twice how many rows it expects\nhint: give .exactly, or .at_least "
        "and .at_most");
  CHECK(expect("", {.exactly = 1}) == "table without a name");
}

TEST_CASE_TEMPLATE("preserve_rows compares what was there with what is there at the end", Database,
                   postgres_database, sqlite_database) {
  guarded<Database> here("create table b (id integer, name text)");
  const auto copied = [&](const char* sql) {
    return here.refused([&](operations& op) {
      op.preserve_rows("a", "b");
      op.execute(sql);
    });
  };
  CHECK(copied("insert into b select * from a; drop table a") == no_error);
  here.session().execute("create table a as select * from b; delete from b");
  // Without columns only the number of rows counts.
  CHECK(copied("insert into b select 7, 'z' from a") == no_error);
  here.session().execute("delete from b");
  CHECK(copied("insert into b select * from a where id > 1") ==
        "rows: 3 of 'a' before, 2 of 'b' now");
  CHECK(copied("insert into b select * from a; insert into b select * from a") ==
        "rows: 3 of 'a' before, 6 of 'b' now");
  CHECK(here.refused([](operations& op) {
    op.preserve_rows("a", "a");
    op.execute("delete from a where name is null");
  }) == "rows of 'a': 3 before, 2 now");
  CHECK(here.refused([](operations& op) {
    op.preserve_rows("a", "b", {.where = "id > 1", .where_to = "name is null"});
    op.execute("insert into b select id, null from a");
  }) == "rows: 2 of 'a' before, 3 of 'b' now");
  CHECK(here.refused([](operations& op) {
    op.preserve_rows("a", "b", {.where = "id > 1", .where_to = "id > 1"});
    op.execute("insert into b select id, null from a");
  }) == no_error);
  // No trace is left, nor a temporary table on SQLite, which could not be made again.
  CHECK(copied("delete from b; insert into b select * from a") == no_error);
}

namespace {

// Updates `a` while its values are guarded, and returns the guard's message.
template <class Database>
std::string changed(const char* sql) {
  guarded<Database> here;
  std::string said = here.refused([&](operations& op) {
    op.preserve_rows("a", "a", {.columns = {"id", "name"}});
    op.execute(sql);
  });
  // The checksum may be any number.
  const std::size_t numbers = said.find("name of 'a': ");
  if (numbers != std::string::npos) said.resize(numbers + 12);
  return said;
}

}  // namespace

TEST_CASE_TEMPLATE("preserve_rows with columns notices each change of a value", Database,
                   postgres_database, sqlite_database) {
  const std::string differs = on_postgresql<Database>
                                  ? "checksum of id, name of 'a':"
                                  : "rows of 'a' that 'a' now lacks, by id, name: ";
  const auto says = [&](const char* sql, const char* count) {
    CAPTURE(sql);
    const std::string expected = on_postgresql<Database> ? differs : differs + count;
    CHECK(changed<Database>(sql) == expected);
  };
  // The order of the rows does not matter.
  CHECK(
      changed<Database>("create table z as select * from a; delete from a; insert into a select * "
                        "from z order by id desc; drop table z") == no_error);
  CHECK(changed<Database>("update a set name = name") == no_error);
  says("update a set name = 'z' where id = 1", "1 of 3");
  // Two rows swap a value: each column as a whole keeps its values.
  says("update a set name = case id when 1 then 'y' else 'x' end where id < 3", "2 of 3");
  // Two columns of a row swap their values.
  says("update a set name = '3', id = null where id = 3", "1 of 3");
  says("update a set name = '' where id = 3", "1 of 3");
  says("update a set name = 'null' where id = 3", "1 of 3");
  says("update a set name = 'NULL' where id = 3", "1 of 3");
  says("update a set name = 'x ' where id = 1", "1 of 3");
  says("update a set id = 1, name = 'x' where id = 2", "1 of 3");
  CHECK(changed<Database>("delete from a where id = 1") == "rows of 'a': 3 before, 2 now");
}

TEST_CASE_TEMPLATE("preserve_rows compares over a change of types, by expressions", Database,
                   postgres_database, sqlite_database) {
  guarded<Database> here("create table b (id bigint, kind text, bytes " +
                         std::string(on_postgresql<Database> ? "bytea" : "blob") + ")");
  const auto copied = [&](const char* sql) {
    return here.refused([&](operations& op) {
      op.preserve_rows("a", "b", {.columns = {"id", {"kind", "upper(coalesce(name, '-'))"}}});
      op.execute(sql);
      op.drop_table("a");
    });
  };
  const std::string wrong =
      copied("insert into b (id, kind) select id, coalesce(name, '-') from a");
  if (on_postgresql<Database>) {
    CHECK(wrong.starts_with("checksum of id, kind: "));
    CHECK(wrong.find(" of 'a' before, ") != std::string::npos);
    CHECK(wrong.ends_with(" of 'b' now"));
  } else {
    CHECK(wrong == "rows of 'a' that 'b' now lacks, by id, kind: 2 of 3");
  }
  CHECK(copied("insert into b (id, kind) select id, upper(coalesce(name, '-')) from a") ==
        no_error);

  // A byte in the middle, after a NUL.
  here.session().execute(on_postgresql<Database> ? "update b set bytes = '\\x610062'"
                                                 : "update b set bytes = x'610062'");
  const std::string bytes = here.refused([&](operations& op) {
    op.preserve_rows("b", "b", {.columns = {"bytes"}});
    op.execute(on_postgresql<Database> ? "update b set bytes = '\\x610063' where id = 2"
                                       : "update b set bytes = x'610063' where id = 2");
  });
  CHECK(bytes.starts_with(on_postgresql<Database>
                              ? "checksum of bytes of 'b': "
                              : "rows of 'b' that 'b' now lacks, by bytes: 1 of 3"));
}

TEST_CASE_TEMPLATE("rows that are there several times are counted", Database, postgres_database,
                   sqlite_database) {
  guarded<Database> here("insert into a values (1, 'x'), (1, 'x')");
  const auto after = [&](const char* sql) {
    return here.refused([&](operations& op) {
      op.preserve_rows("a", "a", {.columns = {"id", "name"}});
      op.execute(sql);
    });
  };
  CHECK(after("update a set id = id") == no_error);
  const std::string said = after("update a set id = 1, name = 'x' where id = 2");
  CHECK(said.starts_with(on_postgresql<Database>
                             ? "checksum of id, name of 'a': "
                             : "rows of 'a' that 'a' now lacks, by id, name: 1 of 5"));
}

TEST_CASE("several guards of one migration keep apart what they remember") {
  guarded<sqlite_database> lite("create table b (id integer)");
  guarded<postgres_database> server("create table b (id integer)");
  const auto call = [](operations& op) {
    op.preserve_rows("a", "a", {.columns = {"name"}});
    op.preserve_rows("b", "b");
    op.execute("insert into b values (1)");
  };
  CHECK(lite.refused(call) == "rows of 'b': 0 before, 1 now");
  CHECK(server.refused(call) == "rows of 'b': 0 before, 1 now");
}

TEST_CASE("on postgresql nobody else writes to what is preserved, and everybody reads it") {
  guarded<postgres_database> here;
  const auto other = connected(here.database);
  here.session().begin();
  live_sink sink(here.session());
  const argument_map none;
  recorder op(sink, postgresql, none);
  op.preserve_rows("a", "a");
  here.session().flush();
  other->execute("set lock_timeout = '50ms'");
  CHECK(*other->query("select count(*) from a", {}).cells[0] == "3");
  CHECK(error_text([&] {
          other->execute("insert into a values (4, 'z')");
        }).starts_with("canceling statement due to lock timeout (55P03)"));
  op.finish();
  here.session().rollback();
  CHECK(error_text([&] { other->execute("insert into a values (4, 'z')"); }) == no_error);
}

TEST_CASE("SQL that takes back what was remembered is told, not passed over") {
  guarded<postgres_database> here;
  CHECK(here.refused([](operations& op) {
    op.preserve_rows("a", "a");
    op.execute("reset all");
  }) == "what preserve_rows remembered of 'a' is lost: the SQL resets the session's settings");
}

}  // namespace test_guards
