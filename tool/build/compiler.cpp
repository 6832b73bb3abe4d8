#include "build/compiler.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "util/error.h"
#include "util/process.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

bool is_program(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && access(path.c_str(), X_OK) == 0;
}

constexpr std::array usual_names = {"c++", "g++", "clang++"};

[[noreturn]] void refuse_missing(const configuration& config) {
  if (!config.compiler.empty()) {
    throw build_error(fmt::format("{}: the compiler '{}' does not exist",
                                  config.place_of("compiler"), config.compiler),
                      "correct 'compiler' in the ini, or remove the key to use c++ from PATH");
  }
  const auto from_environment = config.environment.get("CXX");
  if (from_environment && !from_environment->empty()) {
    throw build_error(
        fmt::format("the compiler '{}' that CXX names does not exist", *from_environment),
        "CXX must name one program; unset CXX to use c++ from PATH");
  }
  throw build_error(
      fmt::format("no C++ compiler found: looked for {} on PATH", fmt::join(usual_names, ", ")),
      "apt-get install g++, or set 'compiler' in the ini");
}

// Identifies the state of a program's file: path, modification time and size.
std::string fingerprint(const fs::path& program) {
  struct stat status {};
  if (stat(program.c_str(), &status) != 0) return {};
  return fmt::format("{}\t{}.{}\t{}", program.string(), status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, status.st_size);
}

std::string ask_version(const fs::path& program) {
  process_request request;
  request.argv = {program.string(), "--version"};
  request.output = process_output::capture;
  const process_result result = run_process(request);
  if (!result.succeeded()) {
    throw build_error(
        fmt::format("the compiler '{}' does not run: {}", program.string(), describe_end(result)),
        "set 'compiler' in the ini to one that runs");
  }
  return result.output.substr(0, result.output.find('\n'));
}

std::string cached_version(const fs::path& cache, const std::string& key) {
  std::ifstream file(cache);
  std::string known;
  std::string version;
  if (std::getline(file, known) && std::getline(file, version) && known == key) return version;
  return {};
}

}  // namespace

std::string compiler::identity() const { return fmt::format("{}, {}", program.string(), version); }

fs::path find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return is_program(name) ? fs::absolute(name) : fs::path();
  }
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
  std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path candidate = fs::path(folder.empty() ? "." : folder) / name;
    if (is_program(candidate)) return fs::absolute(candidate);
  }
  return {};
}

fs::path compiler_program(const configuration& config) {
  if (!config.compiler.empty()) return find_program(config.compiler);
  const auto from_environment = config.environment.get("CXX");
  if (from_environment && !from_environment->empty()) {
    return find_program(*from_environment);
  }
  for (const char* name : usual_names) {
    const fs::path found = find_program(name);
    if (!found.empty()) return found;
  }
  return {};
}

std::optional<compiler> installed_compiler(const configuration& config, const fs::path& cache) {
  compiler found{.program = compiler_program(config), .version = {}};
  if (found.program.empty()) return std::nullopt;
  const std::string key = fingerprint(found.program);
  found.version = cached_version(cache, key);
  if (found.version.empty()) {
    found.version = ask_version(found.program);
    std::ofstream(cache) << key << '\n' << found.version << '\n';
  }
  found.is_clang = found.version.find("clang") != std::string::npos;
  return found;
}

compiler find_compiler(const configuration& config, const fs::path& cache) {
  std::optional<compiler> found = installed_compiler(config, cache);
  if (!found) refuse_missing(config);
  return *std::move(found);
}

}  // namespace revise::tool
