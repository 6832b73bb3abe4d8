// Long SQL texts are sent in parts. A text that begins and commits one transaction is accepted.

#include "database/run_project.h"

namespace test_texts {

using namespace revise;
using namespace revise::test;

namespace {

registered revision(void (*upgrade)(operations&), bool transactional = true) {
  return {.revision = "a",
          .transactional = transactional,
          .upgrade = upgrade,
          .downgrade = nothing,
          .link = in_file("a.cpp")};
}

constexpr int many = 12'000;

// About 700 kB of statements. The statement with the number `failing` fails, if there is one.
std::string long_text(int failing) {
  std::string sql = "create table t (i int, v text);\n";
  for (int i = 1; i <= many; ++i) {
    sql += "insert into t values (" + std::to_string(i) + ", 'ü; \\ " + std::string(20, 'x') + "'";
    if (i == failing) sql += ", nothing";
    sql += ");\n";
  }
  return sql;
}

const char* const left_out =
    "the 'begin' and the 'commit' around its SQL are left out: the revision runs in a transaction";

}  // namespace

TEST_CASE("a long text runs in parts, in one transaction") {
  const registered all = revision([](operations& op) { op.execute(long_text(0)); });
  project<postgres_database> here({&all});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select count(*), sum(i), count(distinct v) from t") ==
        "12000|72006000|1\n");
}

TEST_CASE("an error late in a long text has its place in the whole, and nothing is left") {
  const registered fails =
      revision([](operations& op) { op.execute(long_text(11'000), at("a.cpp", 4)); });
  project<postgres_database> here({&fails});
  const std::string told = here.upgrade();
  CHECK(told.find("line 11001 of the SQL, column 59:") != std::string::npos);
  CHECK(told.find("column \"nothing\" does not exist (42703)") != std::string::npos);
  CHECK(here.database.execute("select to_regclass('t')") == "\n");
  // The error has no position, so the position of the statement is used.
  const registered breach = revision([](operations& op) {
    op.execute(long_text(0) + "create unique index on t (i);\ninsert into t values (7)",
               at("a.cpp", 4));
  });
  project<postgres_database> there({&breach});
  CHECK(there.upgrade().find("line 12003 of the SQL, column 1:") != std::string::npos);
}

TEST_CASE_TEMPLATE("a text that is one transaction from end to end runs, and that is told once",
                   Database, postgres_database, sqlite_database) {
  const registered wrapped = revision([](operations& op) {
    op.execute("-- all\nBEGIN;\ncreate table t (id integer);\nCOMMIT;\n", at("a.cpp", 4));
    op.execute("begin transaction; insert into t values (1); end transaction", at("a.cpp", 5));
  });
  project<Database> here({&wrapped});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select id from t") == "1\n");
  CHECK(here.observer.seen() == lines{left_out});
  // The text runs in the revision's transaction, so all of it fails together. The error gives the
  // position in the text.
  const registered fails = revision([](operations& op) {
    op.execute("begin;\ncreate table t (id integer);\ninsert into u values (1);\ncommit",
               at("a.cpp", 4));
  });
  project<Database> there({&fails});
  CHECK(there.upgrade().find("line 3 of the SQL") != std::string::npos);
  CHECK_THROWS(there.database.execute("select * from t"));
}

TEST_CASE("the isolation that a text begins with is kept") {
  const registered wrapped = revision([](operations& op) {
    op.execute(
        "start transaction isolation level repeatable read, read write;\n"
        "create table t as select current_setting('transaction_isolation') as level;\ncommit work",
        at("a.cpp", 4));
  });
  project<postgres_database> here({&wrapped});
  CHECK(here.upgrade() == "done at a");
  CHECK(here.database.execute("select level from t") == "repeatable read\n");
}

TEST_CASE("a text whose transactions are more than one around it is refused, as it is apart") {
  const auto failure = [](void (*upgrade)(operations&), bool transactional) {
    const registered one = revision(upgrade, transactional);
    project<postgres_database> here({&one});
    return here.upgrade();
  };
  for (void (*upgrade)(operations&) :
       {+[](operations& op) { op.execute("begin; select 1; commit; begin; select 2; commit"); },
        +[](operations& op) { op.execute("begin; select 1; commit; select 2"); },
        +[](operations& op) { op.execute("select 1; begin; select 1; commit"); },
        +[](operations& op) { op.execute("begin read only; select 1; commit"); },
        +[](operations& op) { op.execute("begin; select 1; rollback"); },
        +[](operations& op) { op.execute("begin; select 1; commit and chain"); }}) {
    CHECK(failure(upgrade, true).find("the SQL ends the transaction that revise began") !=
          std::string::npos);
  }
  CHECK(failure([](operations& op) { op.execute("begin; select 1; commit"); }, false)
            .find("each statement of a revision that is not transactional runs in its own "
                  "transaction") != std::string::npos);
}

}  // namespace test_texts
