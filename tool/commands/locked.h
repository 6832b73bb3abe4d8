#pragma once

#include <memory>
#include <string>

#include "commands/context.h"
#include "database/lock/run_lock.h"

namespace revise::tool {

/// Takes the lock for writing to the version table and to the schema that it describes. While
/// waiting, it reports the lock holder on stderr. Data that was read from the database before is
/// then outdated: read it again. `activity` is shown to others that wait for this lock: "upgrade
/// head". An interrupt ends the wait. Throws what acquire_run_lock() throws.
std::unique_ptr<run_lock> take_lock(context& in, const std::string& activity);

}  // namespace revise::tool
