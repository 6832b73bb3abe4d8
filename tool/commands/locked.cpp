#include "commands/locked.h"

#include "cli/interrupts.h"
#include "database/sql_error.h"
#include "engine/run.h"

namespace revise::tool {

std::unique_ptr<run_lock> take_lock(context& in, const std::string& activity) {
  const lock_request request{
      .wait = in.lock_wait(),
      .activity = activity,
      .on_wait = [&in](std::string_view line) { in.out().note(printable(line)); },
      .is_interrupted = is_interrupted};
  const stats::phase waiting = in.times().measure("lock");
  const cancellable_run cancellable(in.database());
  try {
    std::unique_ptr<run_lock> lock = acquire_run_lock(in.database(), in.url(), in.table(), request);
    in.table().refresh();
    return lock;
  } catch (const sql_error&) {
    // An interrupt cancels the running statement.
    if (!is_interrupted()) throw;
    throw error("interrupted; nothing was changed", {}, interrupted_exit_code);
  }
}

}  // namespace revise::tool
