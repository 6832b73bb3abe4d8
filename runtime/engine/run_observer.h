#pragma once

#include <cstddef>
#include <string_view>

#include "engine/run_result.h"

namespace revise {

/// Receives the events of a run while it is in progress.
class run_observer {
 public:
  virtual ~run_observer() = default;
  /// Called before the migration's function. The step is `so_far.steps[i]`.
  virtual void step_started(const run_result& so_far, std::size_t i) = 0;
  /// Called when the step is committed; in a single transaction, which is still open, when it has
  /// run.
  virtual void step_done(const run_result& so_far, std::size_t i) = 0;
  /// Called when the step has failed and was rolled back, if that was possible.
  virtual void step_failed(const run_result& so_far, std::size_t i) = 0;
  /// Reports a fact about the running step in one line: what it waits for, why it is retried, what
  /// was found. May be called on another thread, concurrently with the other functions. Does
  /// nothing unless overridden.
  virtual void remark(std::string_view) {}
  /// Reports the progress of long work in one line, repeatedly. Does nothing unless overridden.
  virtual void progress(std::string_view) {}
};

}  // namespace revise
