#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace revise::tool {

/// One call of the compiler.
struct compile_job {
  std::vector<std::string> argv;
  /// The indexes of the migrations it compiles. Empty for a file that revise adds to them.
  std::vector<std::size_t> members = {};
};

struct compile_outcome {
  bool succeeded = false;
  std::string output;  ///< the compiler's output
};

/// Runs all `jobs` in `folder`, as many at a time as there are processors. The outcomes are in the
/// order of the jobs. `progress` is called after each job, by one thread at a time; it may be
/// empty. Throws what run_process throws.
std::vector<compile_outcome> run_jobs(
    const std::vector<compile_job>& jobs, const std::filesystem::path& folder,
    const std::function<void(std::size_t done, std::size_t total)>& progress);

}  // namespace revise::tool
