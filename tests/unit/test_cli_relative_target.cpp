#include "cli/relative_target.h"

#include <doctest/doctest.h>

namespace test_cli_relative_target {

using namespace revise::tool;

namespace {

// A command line after protected_words; `!` marks words that are protected from being read as
// options.
std::string seen(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : protected_words(words)) {
    if (!text.empty()) text += ' ';
    const bool is_protected = !word.empty() && word[0] == protecting_byte;
    text += is_protected ? '!' + word.substr(1) : word;
  }
  return text;
}

}  // namespace

TEST_CASE("a relative target is not read as an option") {
  CHECK(seen({"downgrade", "-1"}) == "downgrade !-1");
  CHECK(seen({"history", "-r", "-3:current"}) == "history -r !-3:current");
  CHECK(seen({"upgrade", "+1"}) == "upgrade +1");
  CHECK(seen({"downgrade", "ae10-1"}) == "downgrade ae10-1");
  CHECK(seen({"-v", "--sql", "-", "--", ""}) == "-v --sql - ");
}

TEST_CASE("behind a double dash nothing is an option") {
  CHECK(seen({"show", "--", "-v", "-1", "--", "a"}) == "show !-v !-1 !-- a");
}

TEST_CASE("what was protected comes back as it was given") {
  for (const std::string word : {"-1", "-3:current", "head", "", "-"}) {
    CHECK(unprotected(protected_words({word})[0]) == word);
  }
}

}  // namespace test_cli_relative_target
