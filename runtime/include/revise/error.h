#pragma once

/// This header is not part of <revise/migration.h>: it is for programs that run migrations
/// (<revise/migrator.h>).

#include <revise/advice.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace revise {

/// The base class of the exceptions that revise throws. A library puts the facts into `what()`; a
/// command may add advice. The texts are lower case, have names in single quotes, and have no full
/// stop at the end.
class error : public std::runtime_error {
 public:
  /// `hint` is the next thing to do, or empty. `exit_code` is the exit code of the process: 1 for a
  /// failure, 2 if the command line itself was wrong.
  explicit error(const std::string& message, advice hint = {}, int exit_code = 1)
      : std::runtime_error(message), hint_(std::move(hint)), exit_code_(exit_code) {}

  /// Returns the text of `advised()`.
  const std::string& hint() const { return hint_.text(); }
  const advice& advised() const { return hint_; }
  int exit_code() const { return exit_code_; }

  /// The problems, one on each line (`file:line: text` if the source is known). Empty when `what()`
  /// says everything.
  const std::vector<std::string>& problems() const { return problems_; }

  void set_hint(advice hint) { hint_ = std::move(hint); }
  void set_problems(std::vector<std::string> problems) { problems_ = std::move(problems); }

 private:
  advice hint_;
  int exit_code_;
  std::vector<std::string> problems_;
};

/// The ini, the environment or the URL cannot be used. `what()` starts with `file:line:` if the
/// fault is in one line of a file.
class config_error : public error {
 public:
  using error::error;
};

/// The revisions do not form a graph, or a target names no revision in it.
class graph_error : public error {
 public:
  using error::error;
  graph_error(const std::string& message, std::vector<std::string> problems) : error(message) {
    set_problems(std::move(problems));
  }
};

/// The versions folder does not compile, or the compiled plugin cannot be loaded.
class build_error : public error {
 public:
  using error::error;
  build_error(const std::string& message, advice hint, std::vector<std::string> problems)
      : error(message, std::move(hint)) {
    set_problems(std::move(problems));
  }
};

}  // namespace revise
