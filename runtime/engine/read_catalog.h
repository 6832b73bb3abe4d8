#pragma once

#include <vector>

#include "catalog/document.h"
#include "catalog/snapshot.h"
#include "database/connection.h"

namespace revise {

/// What the database contains, in one query; also in a transaction, of which it then sees the
/// changes. `left_out` are tables that are not looked at. Throws sql_error, connection_error, and
/// `error` when the answer cannot be read.
catalog::snapshot read_catalog(connection& database,
                               const std::vector<catalog::table_name>& left_out = {});

}  // namespace revise
