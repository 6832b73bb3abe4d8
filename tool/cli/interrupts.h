#pragma once

#include "database/connection.h"

namespace revise::tool {

/// From now on, Ctrl-C and SIGTERM end the process with exit code 130, unless a `cancellable_run`
/// exists.
void install_interrupts();

/// Whether one of these signals arrived during a run.
bool is_interrupted();

/// Handles interrupts while a run is in progress. The first interrupt cancels the current
/// statement, so that the run stops, rolls back and reports its state. On a terminal it also prints
/// a notice, since the migration's own code may take long to notice. A second interrupt ends the
/// process at once; the database then rolls back when it sees that the connection is gone. After
/// the destructor, when only the report is left, a first interrupt has no effect. Only one object
/// may exist at a time.
class cancellable_run {
 public:
  /// `database` must outlive this object.
  explicit cancellable_run(connection& database);
  ~cancellable_run();
  cancellable_run(const cancellable_run&) = delete;
  cancellable_run& operator=(const cancellable_run&) = delete;
};

}  // namespace revise::tool
