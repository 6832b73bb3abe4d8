#include "cli/outcome.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>

#include "cli/error_report.h"
#include "support/temporary_folder.h"

namespace test_cli_outcome {

using namespace revise;
using namespace revise::test;
using namespace revise::tool;

namespace {

using json = nlohmann::ordered_json;

// What `function` writes to stdout and stderr, in the order in which it arrives.
std::string written(const std::function<void()>& function) {
  const temporary_folder folder;
  const std::string path = folder.path() / "written";
  std::fflush(nullptr);
  const int file = open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const int stdout_before = dup(STDOUT_FILENO);
  const int stderr_before = dup(STDERR_FILENO);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  function();
  std::fflush(nullptr);
  dup2(stdout_before, STDOUT_FILENO);
  dup2(stderr_before, STDERR_FILENO);
  for (const int descriptor : {file, stdout_before, stderr_before}) close(descriptor);
  return folder.read("written");
}

global_options plain() {
  global_options options;
  options.color = "never";
  return options;
}

global_options with_json() {
  global_options options = plain();
  options.json = true;
  return options;
}

// The printed text of `result`, followed by a line with the exit code.
std::string printed(const outcome& result, const global_options& options) {
  int exit_code = 0;
  const std::string text = written([&] { exit_code = print(result, output(options)); });
  return text + "exit code " + std::to_string(exit_code) + '\n';
}

json unexpected_document() {
  FAIL("the document is not needed");
  return {};
}

std::vector<std::string> unexpected_lines() {
  FAIL("the lines are not needed");
  return {};
}

}  // namespace

TEST_CASE("an outcome has only the form of the data that was asked for") {
  const output text(plain());
  const outcome as_lines = answer(text, unexpected_document, [] {
    return std::vector<std::string>{"one", "two\n"};
  });
  CHECK(as_lines.document == nullptr);
  CHECK(printed(as_lines, plain()) == "one\ntwo\n\nexit code 0\n");
  CHECK(printed(answer(text, unexpected_document, {"one"}), plain()) == "one\nexit code 0\n");
  CHECK(printed(answer(text, unexpected_document), plain()) == "exit code 0\n");

  const output document(with_json());
  const auto one = [] { return json{{"b", 1}, {"a", nullptr}}; };
  const std::string expected = "{\n  \"b\": 1,\n  \"a\": null\n}\nexit code 0\n";
  CHECK(printed(answer(document, one, unexpected_lines), with_json()) == expected);
  CHECK(printed(answer(document, one, {"one"}), with_json()) == expected);
  CHECK(printed(answer(document, one), with_json()) == expected);
}

TEST_CASE("an outcome has an element for each item") {
  const std::vector<int> items = {3, 5};
  const auto object = [](int n) { return json{{"n", n}}; };
  const auto line = [](int n) { return std::to_string(n); };
  CHECK(printed(answer_each(output(plain()), items, object, line), plain()) ==
        "3\n5\nexit code 0\n");
  CHECK(printed(answer_each(output(with_json()), items, object, line), with_json()) ==
        "[\n  {\n    \"n\": 3\n  },\n  {\n    \"n\": 5\n  }\n]\nexit code 0\n");
  const std::vector<int> none;
  CHECK(printed(answer_each(output(plain()), none, object, line), plain()) == "exit code 0\n");
  CHECK(printed(answer_each(output(with_json()), none, object, line), with_json()) ==
        "[]\nexit code 0\n");
}

TEST_CASE("remarks follow the data, and -q leaves out the notes") {
  outcome result{.exit_code = 3, .lines = {"data"}};
  result.note("a note");
  result.warning("a warning");
  result.problem("a problem");
  result.hint("revise current");
  result.note("another note");
  CHECK(printed(result, plain()) ==
        "data\na note\nrevise: warning: a warning\na problem\nhint: revise current\nanother "
        "note\nexit code 3\n");
  global_options quiet = plain();
  quiet.quiet = true;
  CHECK(printed(result, quiet) ==
        "data\nrevise: warning: a warning\na problem\nhint: revise current\nexit code 3\n");
}

TEST_CASE("the failure of an outcome follows its document") {
  outcome result = answer(output(with_json()), [] { return json{{"steps", 2}}; });
  error why("it stopped", "the same command", 130);
  why.set_problems({"not run: c"});
  result.fail(why);
  const std::string text = "revise: error: it stopped\n  not run: c\nhint: the same command\n";
  CHECK(printed(result, with_json()) == "{\n  \"steps\": 2\n}\n" + text + "exit code 130\n");
  // An error that is not part of an outcome is printed as a separate document.
  CHECK(written([&] { report(why, output(with_json())); }) ==
        text +
            "{\n  \"error\": {\n    \"message\": \"it stopped\",\n    \"hint\": \"the same "
            "command\",\n    \"problems\": [\n      \"not run: c\"\n    ]\n  }\n}\n");
  CHECK(written([&] { report(why, output(plain())); }) == text);
}

TEST_CASE("early data is left to the document with --json") {
  CHECK(written([] { output(plain()).early_data("passed  a1"); }) == "passed  a1\n");
  CHECK(written([] { output(with_json()).early_data("passed  a1"); }) == "");
}

}  // namespace test_cli_outcome
