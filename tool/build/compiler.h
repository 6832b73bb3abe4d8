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

/// Finds the compiler: the ini's `compiler`, else CXX from the environment, else c++, g++ or
/// clang++ on PATH. Its version is read once and kept in the file `cache` (made if missing),
/// together with the program's size and time, so that a run that compiles nothing starts no
/// compiler. Throws build_error if no compiler is found or it does not run.
compiler find_compiler(const configuration& config, const std::filesystem::path& cache);

/// Like find_compiler, but returns nullopt if no compiler is found.
std::optional<compiler> installed_compiler(const configuration& config,
                                           const std::filesystem::path& cache);

/// The program that find_compiler would start; empty if none is found. Starts nothing.
std::filesystem::path compiler_program(const configuration& config);

/// Finds `name` on PATH; if `name` has a '/', it is a path. Empty if there is no such program.
std::filesystem::path find_program(const std::string& name);

}  // namespace revise::tool
