#pragma once

#include <vector>

#include "catalog/document.h"
#include "catalog/snapshot.h"
#include "database/connection.h"

namespace revise {

/// Reads the schema of the database with one query. In an open transaction, it sees that
/// transaction's changes. Tables in `left_out` are ignored. Throws sql_error, connection_error, and
/// `error` if the answer cannot be read.
catalog::snapshot read_catalog(connection& database,
                               const std::vector<catalog::table_name>& left_out = {});

}  // namespace revise
