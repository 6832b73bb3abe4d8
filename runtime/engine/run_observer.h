#pragma once

#include <cstddef>
#include <string_view>

#include "engine/run_result.h"

namespace revise {

/// Sees a run while it goes on.
class run_observer {
 public:
  virtual ~run_observer() = default;
  /// The migration's function is called next. `so_far.steps[i]` is the step.
  virtual void step_started(const run_result& so_far, std::size_t i) = 0;
  /// Committed; in a single transaction, which is still open: ran.
  virtual void step_done(const run_result& so_far, std::size_t i) = 0;
  /// Over, and rolled back as far as that could be done.
  virtual void step_failed(const run_result& so_far, std::size_t i) = 0;
  /// Something to be known of the step that runs: what it waits for, why it is tried again, what
  /// was found. One line; may be called on another thread, at the same time as the others. Does
  /// nothing unless overridden.
  virtual void remark(std::string_view) {}
  /// How far long work has come, in one line; comes again and again. Does nothing unless
  /// overridden.
  virtual void progress(std::string_view) {}
};

}  // namespace revise
