#include "config/ini_file.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "test_config_folder.h"
#include "util/error.h"

namespace test_config_ini_file {

using revise::config_error;
using revise::tool::ini_file;
using revise::tool::ini_section;

namespace {

// Every section and key with its line: "[alembic]:1 key:2=value" (a newline is shown as '|').
std::string shown(const ini_file& file) {
  std::string all;
  for (const ini_section& section : file.sections()) {
    all += fmt::format("[{}]:{}\n", section.name, section.line);
    for (const auto& [key, value] : section.entries) {
      std::string text = value.text;
      for (char& c : text) c = c == '\n' ? '|' : c;
      all += fmt::format("{}:{}={}\n", key, value.line, text);
    }
  }
  return all;
}

std::string shown(std::string_view text) { return shown(ini_file::parse(text, "a.ini")); }

std::string error_in(std::string_view text) {
  return message_of<config_error>([&] { ini_file::parse(text, "a.ini"); });
}

}  // namespace

TEST_CASE("sections, keys with = and :, and comments are read with their lines") {
  CHECK(shown("# comment\n"
              "[alembic]\n"
              "script_location = migrations\n"
              "; comment\n"
              "  # an indented comment\n"
              "sqlalchemy.url: sqlite:///a=b.db\n"
              "Empty =\n"
              "\n"
              "[other section] what follows is ignored\n"
              "a=b ; not a comment # nor this\n") ==
        "[alembic]:2\n"
        "script_location:3=migrations\n"
        "sqlalchemy.url:6=sqlite:///a=b.db\n"
        "empty:7=\n"
        "[other section]:9\n"
        "a:10=b ; not a comment # nor this\n");
}

TEST_CASE("a line further in than its key continues the value") {
  CHECK(shown("[a]\n"
              "list =\n"
              "  one\n"
              "  # skipped\n"
              "\n"
              "    [two]\n"
              "  three = 3\n"
              "next = x\n"
              "  deep = y\n"
              " less = z\n") ==
        "[a]:1\n"
        "list:2=|one||[two]|three = 3\n"
        "next:8=x|deep = y|less = z\n");
  CHECK(shown("[a]\n  key = 1\n  other = 2\n   more\nlast = 3\n") ==
        "[a]:1\nkey:2=1\nother:3=2|more\nlast:5=3\n");
}

TEST_CASE("a byte order mark, every kind of line end and a missing last one are read") {
  CHECK(shown("\xEF\xBB\xBF[a]\r\nb = 1\r\n\r\nc = 2\rd = 3") == "[a]:1\nb:2=1\nc:4=2\nd:5=3\n");
  CHECK(shown("") == "");
}

TEST_CASE("a line may have any length") {
  const std::string long_value(1'000'000, 'x');
  const ini_file file = ini_file::parse("[a]\nb = " + long_value + "\n", "a.ini");
  CHECK(file.find("a", "b")->text == long_value);
}

TEST_CASE("the default section stands in where a section does not say otherwise") {
  const ini_file file =
      ini_file::parse("[DEFAULT]\nshared = 1\nboth = 2\n[a]\nboth = 3\n[b]\n", "a.ini");
  CHECK(shown(file) == "[a]:4\nboth:5=3\n[b]:6\n");
  CHECK(file.find("a", "shared")->text == "1");
  CHECK(file.find("a", "both")->text == "3");
  CHECK(file.find("b", "both")->text == "2");
  CHECK(file.place_of(*file.find("b", "both")) == "a.ini:3");
  CHECK(file.find("b", "none") == nullptr);
  CHECK(file.find("none") == nullptr);
}

TEST_CASE("what is not an ini is an error with its line, and its text is not repeated") {
  CHECK(error_in("a = 1\n") == "a.ini:1: expected a '[section]' first");
  CHECK(error_in("[a]\npostgresql secret\n") == "a.ini:2: expected 'key = value'");
  CHECK(error_in("[a]\n= 1\n") == "a.ini:2: expected a key before the value");
  CHECK(error_in("[a\nb = 1\n") == "a.ini:1: a section's name is not closed by ']'");
  CHECK(error_in("[]\n") == "a.ini:1: a section without a name");
  CHECK(error_in("[a]\nb = 1\nB = 2\n") == "a.ini:3: key 'b' was already given in line 2");
  CHECK(error_in("[a]\nb = 1\n[c]\nb = 1\n[a]\n") ==
        "a.ini:5: section '[a]' was already given in line 1");
  CHECK(error_in("[DEFAULT]\n[DEFAULT]\n") ==
        "a.ini:2: section '[DEFAULT]' was already given in line 1");
  CHECK(error_in(std::string_view("[a]\nb = \0\n", 10)) == "a.ini:2: a NUL byte");
}

TEST_CASE("a file that cannot be read says why") {
  const test_folder folder;
  CHECK(message_of<config_error>([&] { ini_file::read(folder / "no.ini", "no.ini"); }) ==
        "cannot read 'no.ini': no such file");
  CHECK(message_of<revise::error>([&] { ini_file::read(folder.path(), "."); }) ==
        "cannot read '" + folder.path().string() + "': is a directory");
}

TEST_CASE("any bytes are read or refused with a line") {
  std::mt19937 random(20261121);
  const std::string_view likely = "[]=:#; \t\r\n%${}'\"\\ab\xC3\xA9\xEF\xBB\xBF";
  for (int round = 0; round < 20000; ++round) {
    std::string text = round % 2 == 0 ? "[a]\n" : "";
    const std::size_t length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) {
      text +=
          random() % 20 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    try {
      const ini_file parsed = ini_file::parse(text, "a.ini");
      for (const ini_section& section : parsed.sections()) {
        CHECK(section.line > 0);
        for (const auto& [key, value] : section.entries) {
          CHECK_FALSE(key.empty());
          CHECK(value.line > section.line);
        }
      }
    } catch (const config_error& e) {
      CHECK(std::string(e.what()).starts_with("a.ini:"));
    }
  }
}

}  // namespace test_config_ini_file
