#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace revise::test {

/// The content of the file `golden/NAME` beside `test_file` (a test's __FILE__): the text that a
/// test expects. With REVISE_UPDATE_EXPECTED=1 in the environment, `actual` is written there first;
/// read the difference before you commit it.
inline std::string golden(const char* test_file, const std::string& name,
                          const std::string& actual) {
  const std::filesystem::path path =
      std::filesystem::path(test_file).parent_path() / "golden" / name;
  if (std::getenv("REVISE_UPDATE_EXPECTED") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
  }
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// For a failing CHECK of two long texts: the first line in which they differ, with its number;
/// empty if they are equal.
inline std::string first_difference(const std::string& expected, const std::string& actual) {
  std::size_t begin = 0;
  std::size_t line = 1;
  for (std::size_t i = 0; i < expected.size() && i < actual.size() && expected[i] == actual[i];
       ++i) {
    if (expected[i] == '\n') begin = i + 1, ++line;
  }
  if (expected == actual) return {};
  const auto line_of = [begin](const std::string& text) {
    return text.substr(begin, text.find('\n', begin) - begin);
  };
  return "line " + std::to_string(line) + "\n expected: " + line_of(expected) +
         "\n actual:   " + line_of(actual);
}

}  // namespace revise::test
