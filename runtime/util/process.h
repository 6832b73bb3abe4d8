#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise {

/// Where the stdout and stderr of a program go.
enum class process_output {
  inherit,  ///< to those of this process; stdin is also inherited
  capture,  ///< both, in the order written, into the result; stdin is empty
};

struct process_request {
  /// The program and its arguments, passed unchanged and without a shell. A program without a '/'
  /// is searched for in this process's PATH.
  std::vector<std::string> argv;

  /// The program's working directory; empty: that of this process. A relative program path with a
  /// '/' is resolved in the program's working directory.
  std::filesystem::path working_directory;

  /// Variables to add to this process's environment. They replace variables that have the same
  /// name.
  std::vector<std::pair<std::string, std::string>> environment;

  process_output output = process_output::inherit;

  /// With `capture`: called with each piece of output as it arrives. If it throws, the program is
  /// terminated, and the exception reaches the caller.
  std::function<void(std::string_view)> on_output;
};

struct process_result {
  int exit_code;       ///< -1 if a signal killed it
  int signal;          ///< the signal that killed it; 0 if it exited
  std::string output;  ///< stdout and stderr, if captured

  bool succeeded() const { return exit_code == 0; }
};

/// Runs a program until it ends. Throws `error` if it cannot be started: the program or the working
/// directory does not exist, or permission is denied. A program that fails is a result, not an
/// error.
process_result run_process(const process_request& request);

/// Returns "exit code 3" or "signal 11 (segmentation fault)", for messages about a failed program.
std::string describe_end(const process_result& result);

}  // namespace revise
