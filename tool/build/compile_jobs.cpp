#include "build/compile_jobs.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "build/recipe.h"
#include "util/process.h"

namespace revise::tool {

namespace {

class job_queue {
 public:
  job_queue(const std::vector<compile_job>& jobs, const std::filesystem::path& folder,
            const std::function<void(std::size_t, std::size_t)>& progress)
      : jobs_(jobs), folder_(folder), progress_(progress), outcomes_(jobs.size()) {}

  std::vector<compile_outcome> run() {
    std::vector<std::thread> threads;
    const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < std::min(most, jobs_.size()); ++i) {
      threads.emplace_back([this] { work(); });
    }
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    return std::move(outcomes_);
  }

 private:
  void work() {
    for (;;) {
      std::size_t mine = 0;
      {
        const std::lock_guard lock(mutex_);
        if (failure_ || next_ == jobs_.size()) return;
        mine = next_++;
      }
      try {
        process_request request;
        request.argv = jobs_[mine].argv;
        request.working_directory = folder_;
        request.environment = ccache_environment();
        request.output = process_output::capture;
        process_result result = run_process(request);
        outcomes_[mine] = {result.succeeded(), std::move(result.output)};
        const std::lock_guard lock(mutex_);
        if (progress_) progress_(++done_, jobs_.size());
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        return;
      }
    }
  }

  const std::vector<compile_job>& jobs_;
  const std::filesystem::path& folder_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  std::vector<compile_outcome> outcomes_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::size_t done_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

std::vector<compile_outcome> run_jobs(
    const std::vector<compile_job>& jobs, const std::filesystem::path& folder,
    const std::function<void(std::size_t, std::size_t)>& progress) {
  return job_queue(jobs, folder, progress).run();
}

}  // namespace revise::tool
