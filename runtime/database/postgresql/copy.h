#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "database/connection.h"

namespace revise {

/// Sends `statement`, a `copy … from stdin`, and takes the rows for it. `connection` outlives the
/// writer. Throws sql_error, connection_error.
std::unique_ptr<bulk_writer> begin_postgresql_copy(PGconn* connection, std::string statement);

}  // namespace revise
