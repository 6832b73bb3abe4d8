#pragma once

#include <memory>
#include <string>

#include "commands/context.h"
#include "database/lock/run_lock.h"

namespace revise::tool {

/// Takes the lock under which the version table and all it stands for is written. Whoever holds it
/// is told of on stderr while this waits. What was read of the database before is then old: read it
/// again. `activity` is what the others are told that runs: "upgrade head". An interrupt ends the
/// wait. Throws what acquire_run_lock() does.
std::unique_ptr<run_lock> take_lock(context& in, const std::string& activity);

}  // namespace revise::tool
