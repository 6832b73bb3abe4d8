#include "sql/sql_statements.h"

#include <array>
#include <map>

#include "database/live.h"
#include "database/sql_error.h"
#include "support/random_graph.h"

namespace test_sql_statements {

using namespace revise;
using namespace revise::test;

namespace {

struct odd_statements {
  const char* script;
  std::size_t count;
  const char* query;  ///< shows what the script did
  const char* state;  ///< the expected result of query
};

// If the script is cut at one semicolon too many or too few, a statement fails or does something
// else.
const odd_statements odd_on_postgresql{
    R"(-- a comment; with one
set standard_conforming_strings = on;;
create table t (id int generated always as identity, a text); /* ; /* ; */ ; */
create table "odd;""name" ("a;" int);
insert into t (a) values ('it''s; 1'), (E'it\'s; 2'), (E'\\'), ('\'), (U&'\003b'), ($$it's; 3$$),
  ($x$ ; $$ ; $y$ ; $x$), (E'a' -- on
  '\';'), (((array[1,2,3])[1:2])::text), ('x'::varchar(1)), ('--;'), ('/*;'); -- ; '
prepare p(text) as insert into t (a) values ($1);execute p('p;');
create table c$1$x (a int); create table d$1$x (a int);
create rule r as on insert to "odd;""name"
  do (insert into t (a) values ('rule;'); insert into t (a) values ('twice'));
insert into "odd;""name" values (1);
create function f(a int) returns int language sql begin atomic
  insert into t (a) values ('f');
  select x.end from (select case when a = 1 then (case a when 1 then 2 end) else 3 end as end) x;
end;
create or replace procedure q() language sql
begin atomic insert into t (a) values (f(1)::text); insert into t (a) values (f(0)::text); end
;
call q();
create function g() returns int return case when true then 7 end; insert into t (a) values (g());
do $$ begin insert into t (a) values ('do;'); if true then insert into t (a) values ('if'); end if;
end; $$;
create function h() returns trigger language plpgsql as 'begin new.a := new.a || '';''; return new;
end';
create trigger g before insert on t for each row execute function h();
insert into t (a) values ('trigger') /* the last one */ -- has no semicolon)",
    19, "select string_agg(a, '|' order by id) from t",
    R"(it's; 1|it's; 2|\|\|;|it's; 3| ; $$ ; $y$ ; |a';|{1,2}|x|--;|/*;|p;|rule;|twice|2|f|3|f|7|do;|if|trigger;)"};

const odd_statements odd_on_sqlite{
    R"(-- a comment; with one
create table t (id integer primary key, a text);; /* ; /* ; */ create table `odd;``name` ("a;" int);
create table [odd;'2] (a int);
insert into t (a) values ('it''s; 1'), ('\'), ("a;"), (x'3b'), ('--;'), ('/*;'); -- ; '
create trigger g after insert on `odd;``name` begin
  insert into t (a) select case when new."a;" = 1 then 'end;' end; -- end;
  insert into t (a) values (';end;');
end;
CREATE TEMP TRIGGER h after insert on [odd;'2] begin insert into t (a) values ('h'); END
;
insert into `odd;``name` values (1);
insert into [odd;'2] values (1);
insert into t (a) values (1 /*/ ; */ + 1) /* the last one */ -- has no semicolon)",
    9, "select group_concat(a, '|') from (select a from t order by id)",
    R"(it's; 1|\|a;|;|--;|/*;|end;|;end;|h|2)"};

const odd_statements& odd_on(const postgres_database&) { return odd_on_postgresql; }
const odd_statements& odd_on(const sqlite_database&) { return odd_on_sqlite; }

}  // namespace

TEST_CASE_TEMPLATE("a script does the same statement by statement as in one piece", Database,
                   postgres_database, sqlite_database) {
  const Database whole;
  const Database single;
  const odd_statements& odd = odd_on(whole);
  const std::string script = odd.script;
  const auto connection = connected(single);
  const auto statements = sql_statements(script, connection->kind());
  for (const sql_statement& s : statements) {
    CAPTURE(std::string(s.text));
    connection->execute(std::string(s.text) + ';');
  }
  connected(whole)->execute(script);
  const std::string state = whole.execute(odd.query);
  CHECK(single.execute(odd.query) == state);
  CHECK(state == std::string(odd.state) + '\n');
  CHECK(statements.size() == odd.count);

  // A script after another one.
  const Database both;
  connected(both)->execute(with_last_semicolon(script, connection->kind()) +
                           "\ninsert into t (a) values ('below')");
  CHECK(both.execute("select count(*) from t where a like 'below%'") == "1\n");
}

TEST_CASE_TEMPLATE("random scripts are cut as the database cuts them", Database, postgres_database,
                   sqlite_database) {
  // Each is a string to the database; the text between them is a gap.
  const std::map<database_kind, std::vector<std::string>> strings = {
      {database_kind::postgresql,
       {"';'", "'a''b;'", "E'\\';'", "e'\\\\'", "$$;$$", "$a$ $$;' $a$", "$ü1$;'$ü1$", "'--'",
        "'/*'", "'\\'", "U&';'", "(';')", "E'a'\n'\\''", "E';' -- x';\n\t'\\';'"}},
      {database_kind::sqlite,
       {"';'", "'a''b;'", "'--'", "'/*'", "'\\'", "(';')", "x'3b'", "';end;'"}}};
  const std::vector<std::string> gaps = {" ",       "\n",          "\r\n",        "-- ; '\n",
                                         "/* ; */", "/* ' -- */ ", "/* * / ; */", "/***/",
                                         ";",       "-- $$\n;"};
  random_numbers random(11);
  const auto any = [&random](const std::vector<std::string>& of) {
    return of[random.below(static_cast<std::uint32_t>(of.size()))];
  };
  const Database database;
  const auto connection = connected(database);
  connection->execute("create table t (a text)");
  for (int round = 0; round < 100; ++round) {
    std::string script;
    const std::size_t count = 1 + random.below(6);
    for (std::size_t i = 0; i < count; ++i) {
      while (random.below(2) == 0) script += any(gaps);
      script += "insert /* ; */ into t values (" + any(strings.at(connection->kind())) + ")";
      script += i + 1 < count ? ";" : "";
    }
    while (random.below(2) == 0) script += any(gaps);
    CAPTURE(script);
    connection->execute("delete from t");
    connection->execute(script);
    const std::string state = database.execute("select a from t order by a");
    const auto statements = sql_statements(script, connection->kind());
    REQUIRE(statements.size() == count);
    connection->execute("delete from t");
    for (const sql_statement& s : statements) connection->execute(s.text);
    REQUIRE(database.execute("select a from t order by a") == state);
  }
}

TEST_CASE_TEMPLATE("a statement that fails is known by how many were done before", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  const auto connection = connected(database);
  const std::string script = odd_on(database).script;
  const std::string failing = connection->kind() == database_kind::postgresql
                                  ? "select 1 / 0"
                                  : "insert into once values (1)";
  connection->execute("create table once (a integer unique); insert into once values (1)");
  const auto statements = sql_statements(script, connection->kind());
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const std::string before = script.substr(0, statements[i].offset);
    CAPTURE(i);
    connection->begin();
    try {
      connection->execute(before + failing + " -- \n" + "; select 1");
      FAIL("nothing failed");
    } catch (const sql_error& thrown) {
      CHECK(thrown.failure().position == 0);
      CHECK(thrown.failure().completed == i);
    }
    connection->rollback();
    // The effect of `prepare` is not rolled back.
    if (connection->kind() == database_kind::postgresql) connection->execute("deallocate all");
  }
}

TEST_CASE("a rule that adds statements does not make one more") {
  const postgres_database database;
  const auto connection = connected(database);
  connection->execute(
      "create table t (a integer); create table u (a integer);"
      "create rule several as on insert to t do (select 1; select 2; insert into u values (1));"
      "create rule instead as on delete to t do instead (select 3; select 4);"
      "create rule nothing as on update to t do instead nothing");
  try {
    connection->execute(
        "insert into t values (1); delete from t; update t set a = 2; ; select 1/0");
    FAIL("nothing failed");
  } catch (const sql_error& thrown) {
    CHECK(thrown.failure().completed == 3);
  }
}

}  // namespace test_sql_statements
