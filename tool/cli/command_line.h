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

/// What every command accepts, before and after its name.
struct global_options {
  // Given as "", these are errors rather than left out: an empty $PRODUCTION_URL in a script must
  // not upgrade whatever the ini names.
  std::optional<std::string> config;   ///< -c
  std::optional<std::string> section;  ///< -n
  std::optional<std::string> url;      ///< --url
  // Both are durations, which are checked.
  std::optional<std::string> lock_wait;  ///< of the commands that write
  std::optional<std::string> wait;       ///< of the commands that connect
  std::vector<std::string> arguments;    ///< -x KEY=VALUE, as given, each with a key
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  std::vector<std::string> modes;     ///< -d, as given
  bool stats = false;                 ///< -d stats: tell where the time went
  bool explain = false;               ///< -d explain: tell why each step is in a plan
  std::optional<std::string> plugin;  ///< --plugin
  bool no_build = false;              ///< of the commands that load the versions
  std::string color = "auto";
  tool::program program;  ///< what was started; given before the words are read
};

/// A command line, understood.
struct command_line {
  global_options global;
  std::optional<command_entry> entry;  ///< null: nothing to run
  std::unique_ptr<command> chosen;     ///< holds its own options
  std::optional<std::string> text;     ///< help or version, to print instead of running
};

/// Thrown for what cannot be understood: an unknown command or option, a missing argument. Exit
/// code 2. What was understood of the global options is kept, so that the error can be told as
/// JSON when that was asked for.
class usage_error : public error {
 public:
  usage_error(const std::string& message, std::string hint) : error(message, std::move(hint), 2) {}
};

/// Throws usage_error, which does not repeat it, where a word looks like a URL: it came without its
/// `--url`, and may hold a password.
void refuse_url(std::string_view word);

/// Reads the words after the program's name, which `global.program` has. Throws usage_error.
/// `global` is filled as far as the words are understood, also when it throws.
command_line parse_command_line(const std::vector<std::string>& words,
                                const std::vector<command_entry>& commands, global_options& global);

}  // namespace revise::tool
