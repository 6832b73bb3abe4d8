#pragma once

#include "database/connection.h"

namespace revise::tool {

/// From now on Ctrl-C and SIGTERM end the process with 130, unless a `cancellable_run` is on.
void install_interrupts();

/// Whether one of them came while a run was on.
bool is_interrupted();

/// While this lives, an interrupt cancels the statement that runs, so that the run stops by itself,
/// rolls back and says where things stand; on a terminal it says that it stops, since the
/// migration's own code may take long to notice. A second interrupt ends the process at once; the
/// database then rolls back when it sees the connection gone. One that comes after this is gone,
/// when there is only to be said how the run ended, changes nothing. One at a time.
class cancellable_run {
 public:
  /// `database` outlives this.
  explicit cancellable_run(connection& database);
  ~cancellable_run();
  cancellable_run(const cancellable_run&) = delete;
  cancellable_run& operator=(const cancellable_run&) = delete;
};

}  // namespace revise::tool
