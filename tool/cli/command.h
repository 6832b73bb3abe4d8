#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/option_set.h"

namespace revise::tool {

class context;
struct outcome;

/// What is loaded before a command runs. Each value includes the values before it.
enum class needs : unsigned char {
  nothing,
  configuration,
  versions,  ///< the plugin, built if necessary, and its graph
  database,  ///< a connection, and the rows of the version table
};

/// One command of the tool: declares its options, then runs once.
class command {
 public:
  virtual ~command() = default;
  virtual void declare(option_set& options) = 0;
  /// Throws usage_error for mistakes that the options' own checks cannot see. Called before
  /// anything is loaded, so that the user need not wait for a compiler to learn of a typing
  /// mistake.
  virtual void check() const {}
  /// What to load before the command runs. `usual` is the value of its entry; an option may reduce
  /// it.
  virtual needs needed(needs usual) const { return usual; }
  /// Writes progress and warnings while it runs, and returns its data (cli/outcome.h). Throws
  /// `error` for a failure without data.
  virtual outcome run(context& in) = 0;
};

struct command_entry {
  const char* name;
  const char* alias;    ///< empty if there is none
  const char* summary;  ///< one line
  const char* details;  ///< further text for the command's own help; may be empty
  const char* example;  ///< example command lines, one per line
  needs what;
  std::unique_ptr<command> (*make)();
  bool connects = false;       ///< accepts --wait
  bool locks = false;          ///< accepts --lock-wait
  bool needs_sources = false;  ///< needs the project's sources: not in a bundle, and not with
                               ///< --plugin
};

/// All commands, in the order in which the help lists them.
const std::vector<command_entry>& all_commands();

}  // namespace revise::tool
