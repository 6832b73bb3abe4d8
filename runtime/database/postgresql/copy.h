#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "database/connection.h"

namespace revise {

/// Sends `statement`, which is a `copy … from stdin`, and returns the writer of its rows.
/// `connection` must outlive the writer. Throws sql_error, connection_error.
std::unique_ptr<bulk_writer> begin_postgresql_copy(PGconn* connection, std::string statement);

}  // namespace revise
