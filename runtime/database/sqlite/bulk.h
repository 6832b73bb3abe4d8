#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// Fills `table` through one prepared insert statement, in a savepoint. `connection` must outlive
/// the writer. Throws sql_error.
std::unique_ptr<bulk_writer> begin_sqlite_bulk(sqlite_api::sqlite3* connection,
                                               const std::string& table,
                                               const std::vector<std::string>& columns);

}  // namespace revise
