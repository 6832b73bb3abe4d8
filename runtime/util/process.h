#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise {

/// Where a program's stdout and stderr go.
enum class process_output {
  inherit,  ///< to our own; stdin is ours too
  capture,  ///< both, in the order they were written, to us; stdin is empty
};

struct process_request {
  /// The program and its arguments, handed over as they are: no shell ever sees them. A program
  /// without '/' is looked for on our PATH.
  std::vector<std::string> argv;

  /// Where the program starts; empty: where we are. A program named by a relative path with '/'
  /// is looked for from here.
  std::filesystem::path working_directory;

  /// Added to our environment, or in place of what it has under the same name.
  std::vector<std::pair<std::string, std::string>> environment;

  process_output output = process_output::inherit;

  /// With `capture`: called with each piece as it comes. When it throws, the program is terminated
  /// and the exception goes on to the caller.
  std::function<void(std::string_view)> on_output;
};

struct process_result {
  int exit_code;       ///< -1 when a signal killed it
  int signal;          ///< the signal that killed it, 0 when it exited by itself
  std::string output;  ///< stdout and stderr when captured

  bool succeeded() const { return exit_code == 0; }
};

/// Runs a program to its end. Throws `error` when it cannot be started: no such program, no such
/// working directory, no permission. A program that fails is a result, not an error.
process_result run_process(const process_request& request);

/// "exit code 3" or "signal 11 (segmentation fault)", for messages about a program that failed.
std::string describe_end(const process_result& result);

}  // namespace revise
