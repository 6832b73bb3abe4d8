#include "cli/program.h"

#include <doctest/doctest.h>

using namespace revise::tool;

TEST_CASE("revise advises what it is told to advise") {
  CHECK(advice_for({}, "revise merge a b, or revise upgrade heads") ==
        "revise merge a b, or revise upgrade heads");
}

TEST_CASE("a bundle advises what it can do, by its own name") {
  const program bundle{.name = "migrate", .is_bundle = true, .about = {}};
  CHECK(advice_for(bundle, "revise upgrade heads, or revise merge a b") == "migrate upgrade heads");
  CHECK(advice_for(bundle, "revise merge a b, or revise rebase b --onto a") == "");
  CHECK(advice_for(bundle, "revise --url postgresql://user@host/database …, or set DATABASE_URL") ==
        "migrate --url postgresql://user@host/database …, or set DATABASE_URL");
  CHECK(advice_for(bundle, "put back what was there, or revise accept a1") ==
        "put back what was there, or migrate accept a1");
  CHECK(advice_for(bundle, "run revise as 'me'") == "run revise as 'me'");
  CHECK(advice_for(bundle, "revise init makes one, revise -c FILE names another") == "");
  CHECK(advice_for(bundle, "revise upgrade a1\nrevise current") ==
        "migrate upgrade a1\nmigrate current");
  CHECK(advice_for(bundle, "debug it with: gdb --args revise ...") ==
        "debug it with: gdb --args migrate ...");
  CHECK(advice_for(bundle, "") == "");
}
