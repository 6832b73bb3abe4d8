#include "util/process.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <stdlib.h>

#include <filesystem>
#include <stdexcept>

#include "util/errno_text.h"
#include "util/error.h"

namespace test_util_process {

using revise::describe_end;
using revise::process_output;
using revise::process_request;
using revise::process_result;
using revise::run_process;

namespace {

process_result captured(std::vector<std::string> argv) {
  process_request request;
  request.argv = std::move(argv);
  request.output = process_output::capture;
  return run_process(request);
}

std::string error_of(const process_request& request) {
  try {
    run_process(request);
  } catch (const revise::error& e) {
    return e.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("what a program writes to stdout and stderr is captured in order") {
  const process_result result =
      captured({"sh", "-c", "echo one; echo two >&2; echo three; exit 3"});
  CHECK(result.output == "one\ntwo\nthree\n");
  CHECK(result.exit_code == 3);
  CHECK(result.signal == 0);
  CHECK_FALSE(result.succeeded());
  CHECK(describe_end(result) == "exit code 3");
}

TEST_CASE("arguments reach a program as they are") {
  const process_result result =
      captured({"printf", "[%s]", "$HOME", "`id`", "a b", "\"'\\", "", ";*"});
  CHECK(result.output == "[$HOME][`id`][a b][\"'\\][][;*]");
  CHECK(result.succeeded());
}

TEST_CASE("a program that a signal killed says so") {
  const process_result result = captured({"sh", "-c", "kill -SEGV $$"});
  CHECK(result.exit_code == -1);
  CHECK(result.signal == SIGSEGV);
  CHECK(describe_end(result) == "signal 11 (segmentation fault)");
}

TEST_CASE("a captured program reads an empty stdin") { CHECK(captured({"cat"}).output.empty()); }

TEST_CASE("a program starts in the folder asked for, with variables added and replaced") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  process_request request;
  request.argv = {"sh", "-c", "pwd -P; echo \"$HOME $REVISE_TEST_ADDED\""};
  request.working_directory = folder;
  request.environment = {{"HOME", "/a home"}, {"REVISE_TEST_ADDED", "a=b"}};
  request.output = process_output::capture;
  CHECK(run_process(request).output ==
        std::filesystem::canonical(folder).string() + "\n/a home a=b\n");
}

TEST_CASE("output of any length is streamed as it comes, and kept") {
  std::string streamed;
  process_request request;
  request.argv = {"head", "-c", "1000000", "/dev/zero"};
  request.output = process_output::capture;
  request.on_output = [&](std::string_view piece) { streamed += piece; };
  const process_result result = run_process(request);
  CHECK(result.output.size() == 1000000);
  CHECK(streamed == result.output);
}

TEST_CASE("a listener that throws ends the program") {
  process_request request;
  request.argv = {"sh", "-c", "echo ready; exec sleep 600"};
  request.output = process_output::capture;
  request.on_output = [](std::string_view) { throw std::runtime_error("enough"); };
  CHECK_THROWS_WITH(run_process(request), "enough");
}

TEST_CASE("a program that cannot be started is an error that names it") {
  process_request request;
  request.argv = {"revise-no-such-program"};
  CHECK(error_of(request) == "cannot run 'revise-no-such-program': no such file or directory");
  request.argv = {"/"};
  CHECK(error_of(request) == "cannot run '/': permission denied");
  request.argv = {"true"};
  request.working_directory = "/no/such/folder";
  CHECK(error_of(request) == "cannot run 'true' in '/no/such/folder': not a folder");
  request.working_directory.clear();
  request.argv = {"true", std::string("a\0b", 3)};
  CHECK(error_of(request) == "cannot run 'true': an argument contains a NUL byte");
  request.argv = {};
  CHECK(error_of(request) == "no program to run");
}

TEST_CASE("a system error reads like our messages") {
  CHECK(revise::errno_text(EACCES) == "permission denied");
  CHECK(revise::errno_text(ENOENT) == "no such file or directory");
}

TEST_CASE("a missing program is missing, also where PATH names a folder that nobody may enter") {
  // A file in place of a folder gives ENOTDIR for every user; root may enter any folder.
  const std::string before = getenv("PATH");
  setenv("PATH", (before + ":/etc/passwd:/root").c_str(), 1);
  process_request request;
  request.argv = {"revise-no-such-program"};
  CHECK(error_of(request) == "cannot run 'revise-no-such-program': no such file or directory");
  setenv("PATH", before.c_str(), 1);
}

}  // namespace test_util_process
