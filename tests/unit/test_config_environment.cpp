#include "config/environment.h"

#include <doctest/doctest.h>

#include <random>

#include "test_config_folder.h"
#include "util/error.h"

namespace test_config_environment {

using revise::config_error;
using revise::tool::environment;

namespace {

environment with_dotenv(std::string_view text, environment::variables process = {}) {
  environment result(std::move(process));
  result.add_dotenv(text, ".env");
  return result;
}

std::string error_in(std::string_view text) {
  return message_of<config_error>([&] { with_dotenv(text); });
}

}  // namespace

TEST_CASE("the usual lines of a .env are read") {
  const environment e = with_dotenv(
      "\xEF\xBB\xBF# comment\n"
      "\n"
      "BARE=one two  # comment\n"
      "  export EXPORTED = spaced \r\n"
      "export IGNORED\n"
      "PASSWORD=p#ss'w\"$1%40\n"
      "SINGLE='as $it ${is} \\n # \"here\"' # comment\n"
      "DOUBLE=\"a\\tb\\n\\\"c\\\" \\\\ \\${D} \\x # d\"\n"
      "EMPTY=\n"
      "EMPTY_COMMENT= # nothing\n"
      "LINES='1\n"
      "2'\n"
      "TWICE=1\n"
      "TWICE=2\n"
      "dotted.name-x=y");
  CHECK(e.get("BARE") == "one two");
  CHECK(e.get("EXPORTED") == "spaced");
  CHECK(e.get("IGNORED") == std::nullopt);
  CHECK(e.get("PASSWORD") == "p#ss'w\"$1%40");
  CHECK(e.get("SINGLE") == "as $it ${is} \\n # \"here\"");
  CHECK(e.get("DOUBLE") == "a\tb\n\"c\" \\ ${D} \\x # d");
  CHECK(e.get("EMPTY") == "");
  CHECK(e.get("EMPTY_COMMENT") == "");
  CHECK(e.get("LINES") == "1\n2");
  CHECK(e.get("TWICE") == "2");
  CHECK(e.get("dotted.name-x") == "y");
  CHECK(e.place_of("LINES") == ".env:11");
  CHECK(e.place_of("TWICE") == ".env:14");
}

TEST_CASE("the process beats the .env") {
  const environment e = with_dotenv("A=file\nB=file\n", {{"A", "process"}});
  CHECK(e.get("A") == "process");
  CHECK(e.is_of_process("A"));
  CHECK(e.place_of("A") == "A");
  CHECK(e.get("B") == "file");
  CHECK_FALSE(e.is_of_process("B"));
  CHECK(e.get("C") == std::nullopt);
}

TEST_CASE("a .env entry may use the process and earlier entries") {
  const environment e = with_dotenv(
      "NAME=db\n"
      "URL=postgresql://${USER}:x@h/${NAME}${REST:-?a=b}  # comment\n"
      "QUOTED=\"${NAME}'s\"\n",
      {{"USER", "ann"}});
  CHECK(e.get("URL") == "postgresql://ann:x@h/db?a=b");
  CHECK(e.get("QUOTED") == "db's");
}

TEST_CASE("an entry that needs a variable nobody set is an error for those who ask for it") {
  const environment e = with_dotenv("A=1\nB=x${NO}\nC=2\n");
  CHECK(e.get("C") == "2");
  CHECK(message_of<config_error>([&] { e.get("B"); }) ==
        ".env:2: variable 'NO' is not set\n"
        "hint: set the variable in the environment, or above this line of the file");
}

TEST_CASE("what is not a .env is an error with its line, and its text is not repeated") {
  CHECK(error_in("A=1\nsecret words\n") == ".env:2: expected 'NAME=value'");
  CHECK(error_in("=1\n") == ".env:1: expected 'NAME=value'");
  CHECK(error_in("1A=1\n") == ".env:1: expected 'NAME=value'");
  CHECK(error_in("A='1\n2\n") == ".env:1: a quote (') is not closed");
  CHECK(error_in("A=1\nB=\"1\n2\n") == ".env:2: a quote (\") is not closed");
  CHECK(error_in("A='1' 2\n") == ".env:1: something follows the closing quote");
  CHECK(error_in(std::string_view("A=1\nB=\0\n", 8)) == ".env:2: a NUL byte");
}

TEST_CASE("no .env is an empty one, and a folder in its place says so") {
  const test_folder folder;
  environment e;
  e.read_dotenv(folder / ".env", ".env");
  CHECK(e.get("A") == std::nullopt);
  e.read_dotenv(folder.write("other.env", "A=1\n"), ".env");
  CHECK(e.get("A") == "1");
  CHECK(message_of<revise::error>([&] { e.read_dotenv(folder.path(), ".env"); }) ==
        "cannot read '" + folder.path().string() + "': is a directory");
}

TEST_CASE("the environment of the process is the one programs see") {
  CHECK(environment::of_process().get("PATH") == std::string(getenv("PATH")));
}

TEST_CASE("any bytes of a .env are read or refused with a line") {
  std::mt19937 random(20261121);
  const std::string_view likely = "AB=='\"\\#$ {}:-\t\r\n\n";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
      text +=
          random() % 20 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    try {
      environment e;
      e.add_dotenv(text, ".env");
      e.get("A");
    } catch (const config_error& e) {
      CHECK(std::string(e.what()).starts_with(".env:"));
    }
  }
}

}  // namespace test_config_environment
