#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/option_set.h"

namespace revise::tool {

class context;

/// What is loaded before a command runs; each includes those before it.
enum class needs : unsigned char {
  nothing,
  configuration,
  versions,  ///< the plugin, built when need be, and its graph
  database,  ///< a connection, and the rows of the version table
};

/// One command of the tool: declares its options, then runs once.
class command {
 public:
  virtual ~command() = default;
  virtual void declare(option_set& options) = 0;
  /// Throws usage_error for what the options' own checks cannot see. Called before anything is
  /// loaded, so that nobody waits for a compiler to be told of a typing mistake.
  virtual void check() const {}
  /// What is loaded before it runs, given what its entry says: an option may make it less.
  virtual needs needed(needs usual) const { return usual; }
  /// Returns the exit code. Throws `error`.
  virtual int run(context& in) = 0;
};

struct command_entry {
  const char* name;
  const char* alias;    ///< empty: none
  const char* summary;  ///< one line
  const char* details;  ///< more for its own help; may be empty
  const char* example;  ///< command lines, one a line
  needs what;
  std::unique_ptr<command> (*make)();
  bool connects = false;       ///< takes --wait
  bool locks = false;          ///< takes --lock-wait
  bool needs_sources = false;  ///< of the project: not in a bundle, and not with --plugin
};

/// All commands, in the order the help lists them.
const std::vector<command_entry>& all_commands();

}  // namespace revise::tool
