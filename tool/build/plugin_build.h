#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "build/compiler_words.h"
#include "config/configuration.h"
#include "util/error.h"

namespace revise::tool {

/// Callbacks that report a build to the user. Each may be empty.
struct build_observer {
  /// Called when a command has finished, with the number of migrations compiled so far; other
  /// commands, such as the link, count as one each. Not called if nothing changed.
  std::function<void(std::size_t done, std::size_t total)> progress;
  /// Called for each line of the compiler's output, coloured, if the build succeeded.
  std::function<void(std::string_view)> warnings;
  /// Called at the end of the build if `progress` was called: how many migrations were compiled,
  /// and in how many seconds.
  std::function<void(std::size_t compiled, double seconds)> finished;
};

/// The compiler or the linker failed. `problems()` is its output, line by line, with the user's
/// paths and without colours.
class compile_error : public build_error {
 public:
  compile_error(const std::string& message, std::string hint, std::vector<std::string> said)
      : build_error(message, std::move(hint), without_colors(said)), said_(std::move(said)) {}

  /// The lines of `problems()` with the compiler's colours.
  const std::vector<std::string>& said() const { return said_; }

 private:
  std::vector<std::string> said_;
};

/// Compiles the changed files of `sources` (in load order) and links the plugin. Starts no process
/// if nothing changed. Returns the plugin's path. Throws build_error, and config_error if a file is
/// not trusted.
std::filesystem::path build_plugin(const configuration& config,
                                   const std::vector<std::filesystem::path>& sources,
                                   const build_observer& observer);

/// Returns the path of the existing plugin without building (`--no-build`). Throws build_error if
/// there is none, or if its stamp says that it was built by another compiler, with other flags, or
/// for another revise. The error names the difference. Throws config_error if the ini is not
/// trusted.
std::filesystem::path existing_plugin(const configuration& config);

}  // namespace revise::tool
