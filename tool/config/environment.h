#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace revise::tool {

/// The variables of the process and of a `.env` file. If both have a variable, the value of the
/// process counts.
class environment {
 public:
  using variables = std::map<std::string, std::string>;

  environment() = default;
  explicit environment(variables process) : process_(std::move(process)) {}

  /// The environment that this process was started with.
  static environment of_process();

  /// Adds the variables of a `.env` file, which errors call `name`. The file need not exist.
  void read_dotenv(const std::filesystem::path& file, const std::string& name);

  /// Adds the variables of a `.env` text. Lines are `NAME=value`, optionally after `export `. `#`
  /// begins a comment; in a bare value, only after a blank. 'Single quotes' keep everything as
  /// written; "double quotes" know the escapes \n \t \r \" \\ \$. Both may span lines. Outside
  /// single quotes, `${NAME}` and `${NAME:-default}` expand to the value in the process or in an
  /// earlier line. Throws `config_error` with `NAME:LINE:`.
  void add_dotenv(std::string_view text, const std::string& name);

  /// The variable's value; nullopt if it is not set. Throws `config_error` for a `.env` entry that
  /// refers to a variable that is not set. Callers that do not ask for this entry see no error.
  std::optional<std::string> get(const std::string& name) const;

  /// Whether `get` has returned a value from a `.env` since that file was read.
  bool has_used_dotenv() const { return has_used_dotenv_; }

  /// Where `get` finds the variable: the name itself for the process, `FILE:LINE` for a `.env`.
  std::string place_of(const std::string& name) const;
  bool is_of_process(const std::string& name) const { return process_.contains(name); }

 private:
  struct entry {
    std::string value;
    std::string place;
    std::string problem;  ///< why the entry has no value; empty if it has one
  };
  variables process_;
  std::map<std::string, entry> dotenv_;
  mutable bool has_used_dotenv_ = false;
};

}  // namespace revise::tool
