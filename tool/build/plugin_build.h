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

/// What the user sees of a build; each may be empty.
struct build_observer {
  /// A migration was compiled; the link counts as one. Not called when nothing changed.
  std::function<void(std::size_t done, std::size_t total)> progress;
  /// What the compiler said although it succeeded, a line, coloured.
  std::function<void(std::string_view)> warnings;
  /// After `progress` was called, when it is over: how many were compiled, in how many seconds.
  std::function<void(std::size_t compiled, double seconds)> finished;
};

/// The compiler refused. `problems()` is its output, line by line, with the users' paths.
class compile_error : public build_error {
 public:
  compile_error(const std::string& message, std::string hint, std::vector<std::string> said)
      : build_error(message, std::move(hint), without_colors(said)), said_(std::move(said)) {}

  /// The same with the compiler's colours, where it was asked for them.
  const std::vector<std::string>& said() const { return said_; }

 private:
  std::vector<std::string> said_;
};

/// Compiles what changed of `sources` (in load order) and links the plugin. Nothing is started when
/// nothing changed. Returns the plugin's path. Throws build_error.
std::filesystem::path build_plugin(const configuration& config,
                                   const std::vector<std::filesystem::path>& sources,
                                   const build_observer& observer);

/// The plugin as it lies there, without building (`--no-build`). Throws build_error when there is
/// none, or when its stamp says that it was built by another compiler, with other flags, or for
/// another revise; the text says which.
std::filesystem::path existing_plugin(const configuration& config);

}  // namespace revise::tool
