#pragma once

#include <string>

#include "engine/script_format.h"

namespace revise {

/// The statement that looks the version table and its log up, as a run does, and stops a script for
/// psql where a run would refuse them (docs/decisions/0019). The log is created where it is
/// missing, and with `creates` the version table: in the first schema of the search path, unless it
/// has one.
std::string psql_tables(const script_table& table, bool creates);

}  // namespace revise
