#pragma once

#include <revise/step_status.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/plan.h"
#include "util/error.h"

namespace revise {

/// Returns "pending", "done", "failed" or "rolled_back".
std::string_view name_of(step_status status);

/// What a failed step has left in the database.
enum class aftermath : unsigned char {
  nothing,  ///< it was rolled back
  part,     ///< it had no transaction, or its SQL ended it: what ran before is committed
  unknown,  ///< the connection was lost at the commit, and a new one could not tell
};

/// Returns "nothing", "part" or "unknown".
std::string_view name_of(aftermath left);

struct step_outcome {
  graph::step step;
  step_status status = step_status::pending;
  double seconds = 0;
  aftermath left = aftermath::nothing;  ///< used if status is `failed`
};

struct run_result {
  std::vector<step_outcome> steps;
  /// Whether all steps are one transaction: they all become `done` at its commit. Until then, those
  /// that have run are `pending`.
  bool single_transaction = false;
  std::vector<std::string> rows;  ///< version rows after the last step that is done; sorted
};

/// A run that stopped before its end. `what()` gives the reason, after the place in the migration;
/// `result()` tells what is applied and what is not.
class partial_failure : public error {
 public:
  partial_failure(const std::string& message, advice hint, std::vector<std::string> problems,
                  run_result result, int exit_code = 1)
      : error(message, std::move(hint), exit_code), result_(std::move(result)) {
    set_problems(std::move(problems));
  }

  const run_result& result() const { return result_; }

 private:
  run_result result_;
};

/// The exit code and the hint of the partial_failure of an interrupted run.
inline constexpr int interrupted_exit_code = 130;
inline constexpr const char* interrupted_hint = "the same command resumes where this run stopped";

}  // namespace revise
