#include "database/lock/advisory_lock.h"

#include <doctest/doctest.h>

namespace test_database_advisory_lock {

using revise::first_words;

TEST_CASE("of a running statement the first words are shown, on one line") {
  CHECK(first_words("select 1") == "select 1");
  CHECK(first_words("\n  create index concurrently\n\tix on t (a)\n") ==
        "create index concurrently ix on t (a)");
  CHECK(first_words("update t set a = $1 where b = $2") == "update t set a = $1 where b = $2");
  CHECK(first_words("") == "");
}

TEST_CASE("nothing of a literal is shown: it may be a password") {
  CHECK(first_words("alter role app password 'secret'") == "alter role app password …");
  CHECK(first_words("do $$ begin null; end $$") == "do …");
  CHECK(first_words("do $body$ begin null; end $body$") == "do …");
}

TEST_CASE("a long statement is cut between two characters") {
  const std::string start(59, 'x');
  CHECK(first_words(start + "yz") == start + "y …");
  CHECK(first_words(start + "é and more") == start + " …");
  CHECK(first_words(start + "y") == start + "y");
}

}  // namespace test_database_advisory_lock
