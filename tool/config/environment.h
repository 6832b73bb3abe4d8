#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace revise::tool {

/// The variables of the process over those of a `.env` file: what the process has wins.
class environment {
 public:
  using variables = std::map<std::string, std::string>;

  environment() = default;
  explicit environment(variables process) : process_(std::move(process)) {}

  /// The environment this process was started with.
  static environment of_process();

  /// Adds the variables of a `.env` file, which errors call `name`; that it does not exist is fine.
  void read_dotenv(const std::filesystem::path& file, const std::string& name);

  /// Adds the variables of a `.env` text. Lines are `NAME=value`, with `export ` in front if need
  /// be; `#` begins a comment, in a bare value after a space; 'single quotes' take everything as it
  /// is, "double quotes" know \n \t \r \" \\ \$, and both may span lines; `${NAME}` and
  /// `${NAME:-default}` expand outside single quotes, to what the process or an earlier line has.
  /// Throws `config_error` with `NAME:LINE:`.
  void add_dotenv(std::string_view text, const std::string& name);

  /// The variable's value, or nothing. Throws `config_error` for a `.env` entry that needs a
  /// variable nobody set: only those who ask for it have the problem.
  std::optional<std::string> get(const std::string& name) const;

  /// Whether `get` gave something of a `.env` since that was read.
  bool has_used_dotenv() const { return has_used_dotenv_; }

  /// Where `get` would find it: the name itself for the process, `FILE:LINE` for a `.env`.
  std::string place_of(const std::string& name) const;
  bool is_of_process(const std::string& name) const { return process_.contains(name); }

 private:
  struct entry {
    std::string value;
    std::string place;
    std::string problem;  ///< why it has no value; empty: it has one
  };
  variables process_;
  std::map<std::string, entry> dotenv_;
  mutable bool has_used_dotenv_ = false;
};

}  // namespace revise::tool
