#pragma once

/// Not part of <revise/migration.h>: for programs that run migrations (<revise/migrator.h>).

#include <revise/advice.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace revise {

/// What revise throws. A library says the facts in `what()`; a command may add the advice.
/// Texts are lower case, names in single quotes, no full stop.
class error : public std::runtime_error {
 public:
  /// `hint` is the next thing to do, empty when there is none. `exit_code` is what the
  /// process ends with: 1 failed, 2 the command line itself was wrong.
  explicit error(const std::string& message, advice hint = {}, int exit_code = 1)
      : std::runtime_error(message), hint_(std::move(hint)), exit_code_(exit_code) {}

  /// The text of `advised()`.
  const std::string& hint() const { return hint_.text(); }
  const advice& advised() const { return hint_; }
  int exit_code() const { return exit_code_; }

  /// Every single thing found wrong, a line each (`file:line: text` where a source is known);
  /// empty when `what()` says it all.
  const std::vector<std::string>& problems() const { return problems_; }

  void set_hint(advice hint) { hint_ = std::move(hint); }
  void set_problems(std::vector<std::string> problems) { problems_ = std::move(problems); }

 private:
  advice hint_;
  int exit_code_;
  std::vector<std::string> problems_;
};

/// The ini, the environment or the URL cannot be used. `what()` starts with `file:line:` when a
/// line is to blame.
class config_error : public error {
 public:
  using error::error;
};

/// The revisions do not make a graph, or a target names nothing in it.
class graph_error : public error {
 public:
  using error::error;
  graph_error(const std::string& message, std::vector<std::string> problems) : error(message) {
    set_problems(std::move(problems));
  }
};

/// The versions folder does not compile, or what came out cannot be loaded.
class build_error : public error {
 public:
  using error::error;
  build_error(const std::string& message, advice hint, std::vector<std::string> problems)
      : error(message, std::move(hint)) {
    set_problems(std::move(problems));
  }
};

}  // namespace revise
