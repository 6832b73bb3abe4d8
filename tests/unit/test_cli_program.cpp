#include "cli/program.h"

#include <doctest/doctest.h>

namespace test_cli_program {

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
  CHECK(advice_for(bundle, "restore the earlier text, or revise accept a1") ==
        "restore the earlier text, or migrate accept a1");
  CHECK(advice_for(bundle, "run revise as 'me'") == "run revise as 'me'");
  CHECK(advice_for(bundle, "revise init makes one, revise -c FILE names another") == "");
  CHECK(advice_for(bundle, "revise upgrade a1\nrevise current") ==
        "migrate upgrade a1\nmigrate current");
  CHECK(advice_for(bundle, "debug it with: gdb --args revise ...") ==
        "debug it with: gdb --args migrate ...");
  CHECK(advice_for(bundle, "") == "");
}

TEST_CASE("each remedy is put into the words of the command line") {
  using revise::remedy;
  const program revise_itself;
  CHECK(advice_for(revise_itself, remedy::look) == "revise current");
  CHECK(advice_for(revise_itself, remedy::look_and_repeat) ==
        "revise current, then repeat the command");
  CHECK(advice_for(revise_itself, remedy::wait_longer) == "--lock-wait DURATION waits longer");
  CHECK(advice_for(revise_itself, {remedy::wait_longer, "kill 12 ends it"}) ==
        "--lock-wait DURATION waits longer; kill 12 ends it");
  CHECK(advice_for(revise_itself, remedy::several_transactions) ==
        "leave out --single-transaction");
  CHECK(advice_for(revise_itself, {remedy::several_transactions, "name a target before it"}) ==
        "leave out --single-transaction, or name a target before it");
  CHECK(advice_for(revise_itself, {remedy::statement_timeout, "statement_timeout is 50ms"}) ==
        "statement_timeout is 50ms: set a longer one in the ini or with --statement-timeout "
        "DURATION, then repeat the command");
  CHECK(advice_for(revise_itself, {remedy::stop_above, "b"}) ==
        "revise downgrade to 'b' or above, or restore a backup");
  CHECK(advice_for(revise_itself, {remedy::build, "chmod go-w 'x'"}) ==
        "revise build, then: chmod go-w 'x'");
  CHECK(advice_for(revise_itself, {remedy::rebuild, "the folder .revise"}) ==
        "revise build, after removing the folder .revise");
  const program bundle{.name = "migrate", .is_bundle = true, .about = {}};
  CHECK(advice_for(bundle, remedy::look_and_repeat) == "migrate current, then repeat the command");
  CHECK(advice_for(bundle, remedy::build) == "");
}

TEST_CASE("the text of a remedy names no command and no option") {
  using revise::advice;
  using revise::remedy;
  for (const remedy one :
       {remedy::look, remedy::look_and_repeat, remedy::wait_longer, remedy::several_transactions,
        remedy::statement_timeout, remedy::stop_above, remedy::build, remedy::rebuild}) {
    const std::string text = advice(one, "x").text();
    CAPTURE(text);
    CHECK(!text.empty());
    CHECK(text.find("revise") == std::string::npos);
    CHECK(text.find("--") == std::string::npos);
  }
  CHECK(advice(remedy::none).empty());
}

}  // namespace test_cli_program
