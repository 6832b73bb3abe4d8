#include "build/normal_sql.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace test_build_normal_sql {

using revise::tool::normalised_sql;

TEST_CASE("comments and white space are gone where they change nothing") {
  const std::string plain = "select a,b from t where c=1;";
  for (const char* same : {
           "select a, b from t where c = 1;",
           "-- what it does\nselect a,\n       b\nfrom t\nwhere c = 1 ;\n",
           "/* a /* nested */ comment */ select a,b/**/from t where c=1;--",
           "select\ta ,b from t\r\nwhere c= 1; -- the end\r\n",
       }) {
    CAPTURE(same);
    CHECK(normalised_sql(same) == plain);
  }
}

TEST_CASE("a gap stays where without it something else would stand there") {
  CHECK(normalised_sql("select 1 0") != normalised_sql("select 10"));
  CHECK(normalised_sql("a - -1") == "a- -1");
  CHECK(normalised_sql("a - 1") == "a-1");
  CHECK(normalised_sql("a < @ b") == "a< @b");
  CHECK(normalised_sql("E 'x'") != normalised_sql("E'x'"));
  CHECK(normalised_sql("'a' 'b'") == "'a' 'b'");
  CHECK(normalised_sql("'a' -- c\n  'b'") == "'a'\n'b'");
  CHECK(normalised_sql("'a''b'") == "'a''b'");
}

TEST_CASE("what is in quotes stays as it is") {
  for (const char* text : {"select 'a  -- b';", "create table \"a  /* b\"(c integer);",
                           "do $x$ -- a\n  begin  end $x$;", "select E'a\\'  -- b';",
                           "select $$  /* $$;", "select 1 as `a  -- b`;", "select 'open  --  "}) {
    CAPTURE(text);
    CHECK(normalised_sql(text) == text);
  }
}

TEST_CASE("a comment that is closed for SQLite alone hides no statement") {
  CHECK(normalised_sql("select 1; /* a /* b */ drop table t;") == "select 1;drop table t;");
  CHECK(normalised_sql("select 1; /* a /* b */ */") == "select 1;");
  CHECK(normalised_sql("select 1; /* open") == "select 1;");
  CHECK(normalised_sql("select 1; -- the end") == "select 1;");
}

TEST_CASE("any text is taken, and what is normal stays so") {
  constexpr std::string_view some = "'\"`$-/*\n;aE1 \t\r().,|";
  constexpr unsigned texts = 20000;
  std::size_t taken = 0;
  for (unsigned seed = 0; seed < texts; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += some[random() % some.size()];
    CAPTURE(text);
    CAPTURE(seed);
    const std::string once = normalised_sql(text);
    taken += once.empty() ? 0 : 1;
    CHECK(normalised_sql("\n-- c\n" + text) == once);
  }
  MESSAGE(texts << " texts, " << taken << " of them with tokens");
  CHECK(taken > texts / 2);
}

}  // namespace test_build_normal_sql
