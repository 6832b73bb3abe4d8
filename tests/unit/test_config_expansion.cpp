#include "config/expansion.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "test_config_folder.h"
#include "util/error.h"

namespace test_config_expansion {

using revise::config_error;
using revise::tool::expand;
using revise::tool::expand_list;
using revise::tool::expand_words;
using revise::tool::expansion;
using revise::tool::reference_length;
using words = std::vector<std::string>;

namespace {

expansion example() {
  return {[](const std::string& name) -> std::optional<std::string> {
            const std::map<std::string, std::string> all = {
                {"USER", "ann"}, {"EMPTY", ""}, {"TWO", "-O2 -g"}, {"ODD", "${USER} %(here)s '"}};
            const auto found = all.find(name);
            if (found == all.end()) return std::nullopt;
            return found->second;
          },
          "/my home:x", "a.ini:7"};
}

std::string error_in(std::string_view text) {
  return message_of<config_error>([&] { expand_words(text, example()); });
}

}  // namespace

TEST_CASE("the folder, variables, defaults and doubled percent signs expand") {
  CHECK(expand("%(here)s/versions", example()) == "/my home:x/versions");
  CHECK(expand("${USER}@${HOST:-localhost}", example()) == "ann@localhost");
  CHECK(expand("[${EMPTY}][${EMPTY:-x}][${USER:-x}][${NO:-}]", example()) == "[][x][ann][]");
  CHECK(expand("${NO:-${USER}/${NO2:-%(here)s}}!", example()) == "ann//my home:x!");
  CHECK(expand("p%%40ss %%(here)s 100%%", example()) == "p%40ss %(here)s 100%");
}

TEST_CASE("any other percent or dollar sign is literal") {
  for (const char* text : {"p%40ss", "%(rev)s_%(slug)s", "%", "$", "$$", "$USER", "${", "${USER",
                           "${}", "${1}", "${A B}", "${USER:+x}", "${A:-x", "%(here)", "a$"}) {
    CHECK(expand(text, example()) == text);
  }
}

TEST_CASE("what was put in is not expanded again") {
  CHECK(expand("${ODD}", example()) == "${USER} %(here)s '");
}

TEST_CASE("a variable nobody set is an error that names it and its place") {
  CHECK(error_in("${HOST}") ==
        "a.ini:7: variable 'HOST' is not set\n"
        "hint: set HOST in the environment or in .env next to the ini, or write ${HOST:-default}");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "${A:-";
  deep += std::string(100'000, '}');
  CHECK(error_in(deep) == "a.ini:7: defaults are nested too deeply");
}

TEST_CASE("a list is split where its text says so, never inside what was put in") {
  CHECK(expand_list("%(here)s/a:%(here)s/b", example(), ":") ==
        words{"/my home:x/a", "/my home:x/b"});
  CHECK(expand_list("%(here)s/a b, ${NO:-c d}", example(), " \t\n,") ==
        words{"/my home:x/a", "b", "c d"});
  CHECK(expand_list("\n  one two\n\n  three \n", example(), "\n") == words{"one two", "three"});
  CHECK(expand_list(" ; ;", example(), ";") == words{});
}

TEST_CASE("words are split as a shell splits them, and never interpreted") {
  CHECK(expand_words(R"(-a  'b c'"d e" f\ g '' "\"\\\n" '\' $(id) `id` *)", example()) ==
        words{"-a", "b cd e", "f g", "", R"("\\n)", "\\", "$(id)", "`id`", "*"});
  CHECK(expand_words("${TWO} \"${TWO}\" -I%(here)s/x ${EMPTY} \"${EMPTY}\" ${ODD}", example()) ==
        words{"-O2", "-g", "-O2 -g", "-I/my home:x/x", "", "${USER}", "%(here)s", "'"});
  CHECK(expand_words("", example()) == words{});
  CHECK(expand_words("a\\", example()) == words{"a\\"});
  CHECK(error_in("'a b") == "a.ini:7: a quote (') is not closed");
  CHECK(error_in("a \"b'") == "a.ini:7: a quote (\") is not closed");
}

TEST_CASE("a reference has a length, anything else has none") {
  CHECK(reference_length("${A}b") == 4);
  CHECK(reference_length("${A:-${B}}c") == 10);
  CHECK(reference_length("a${A}") == 0);
  CHECK(reference_length("${A:-${B}") == 0);
}

TEST_CASE("any bytes expand or are refused") {
  std::mt19937 random(20261121);
  const std::string_view likely = "${}:-%(here)sA_ '\"\\:,\n";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
      text +=
          random() % 20 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    try {
      for (const std::string& item : expand_list(text, example(), ",:")) CHECK(!item.empty());
      expand_words(text, example());
    } catch (const config_error& e) {
      CHECK(std::string(e.what()).starts_with("a.ini:7: "));
    }
  }
}

}  // namespace test_config_expansion
