#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/configuration.h"

namespace revise::tool {

/// The compiler that builds the versions folder.
struct compiler {
  std::filesystem::path program;  ///< absolute
  std::string version;            ///< the first line of `--version`
  bool is_clang = false;

  /// "PROGRAM, VERSION", for the stamp.
  std::string identity() const;
};

/// The ini's `compiler`, else CXX from the environment, else c++, g++ or clang++ on PATH. Its
/// version is asked for once and remembered in `cache` (a file, made when missing) together with
/// the program's size and time, so that a run that compiles nothing starts no compiler. Throws
/// build_error when there is none or it does not run.
compiler find_compiler(const configuration& config, const std::filesystem::path& cache);

/// The same; nothing when there is none.
std::optional<compiler> installed_compiler(const configuration& config,
                                           const std::filesystem::path& cache);

/// The program that would be asked; empty when there is none. Nothing is started.
std::filesystem::path compiler_program(const configuration& config);

/// A program on PATH, or the path itself when `name` has a '/'; empty when there is none.
std::filesystem::path find_program(const std::string& name);

}  // namespace revise::tool
