#pragma once

#include <revise/step_status.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/plan.h"
#include "util/error.h"

namespace revise {

/// "pending", "done", "failed", "rolled_back".
std::string_view name_of(step_status status);

/// What a step that failed has left in the database.
enum class aftermath : unsigned char {
  nothing,  ///< it was rolled back
  part,     ///< it had no transaction, or its SQL ended it: what ran before that is committed
  unknown,  ///< the connection was lost at the commit, and no other one could tell
};

/// "nothing", "part", "unknown".
std::string_view name_of(aftermath left);

struct step_outcome {
  graph::step step;
  step_status status = step_status::pending;
  double seconds = 0;
  aftermath left = aftermath::nothing;  ///< where status is `failed`
};

struct run_result {
  std::vector<step_outcome> steps;
  /// All steps are one transaction: they are `done` together at its commit, and until then those
  /// that ran are `pending`.
  bool single_transaction = false;
  std::vector<std::string> rows;  ///< of the version table, after the last step done; sorted
};

/// A run stopped in the middle. `what()` says why, with the place in the migration in front;
/// `result()` says what is applied and what is not.
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

/// What a partial_failure ends the process with when the run was interrupted, and its hint.
inline constexpr int interrupted_exit_code = 130;
inline constexpr const char* interrupted_hint = "the same command goes on from here";

}  // namespace revise
