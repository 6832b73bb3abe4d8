#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/program.h"
#include "util/error.h"

namespace revise::tool {

/// The options that every command accepts, before or after its name.
struct global_options {
  // An empty value is an error and does not mean the default: if $PRODUCTION_URL is empty, a script
  // must not upgrade the database that the ini names.
  std::optional<std::string> config;   ///< -c
  std::optional<std::string> section;  ///< -n
  std::optional<std::string> url;      ///< --url
  // Both values are checked to be durations.
  std::optional<std::string> lock_wait;  ///< for commands that write
  std::optional<std::string> wait;       ///< for commands that connect
  std::vector<std::string> arguments;    ///< -x KEY=VALUE as given, each with a key
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  std::vector<std::string> modes;     ///< -d, as given
  bool stats = false;                 ///< -d stats: report where the time went
  bool explain = false;               ///< -d explain: report why each step is in a plan
  std::optional<std::string> plugin;  ///< --plugin
  bool no_build = false;              ///< for commands that load the versions
  std::string color = "auto";
  tool::program program;  ///< the program that was started; set before the words are read
};

/// A parsed command line.
struct command_line {
  global_options global;
  std::optional<command_entry> entry;  ///< null if there is no command to run
  std::unique_ptr<command> chosen;     ///< holds its own options
  std::optional<std::string> text;     ///< help or version, to print instead of running
};

/// Thrown for a command line that cannot be understood, such as an unknown command or option, or a
/// missing argument. The exit code is 2. The global options that were understood are kept, so that
/// the error can be reported as JSON if requested.
class usage_error : public error {
 public:
  usage_error(const std::string& message, std::string hint) : error(message, std::move(hint), 2) {}
};

/// Throws usage_error if `word` looks like a URL that was given without `--url`. The error does not
/// repeat the word, which may contain a password.
void refuse_url(std::string_view word);

/// Parses the words after the program's name; `global.program` must be set. Throws usage_error.
/// Also when it throws, `global` holds the options that were understood.
command_line parse_command_line(const std::vector<std::string>& words,
                                const std::vector<command_entry>& commands, global_options& global);

}  // namespace revise::tool
