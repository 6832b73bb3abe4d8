#pragma once

#include "database/connection.h"
#include "util/error.h"

namespace revise {

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice);
/// Returns whether the server may answer differently later: it cannot be reached, it is starting or
/// stopping (57P03), or it has no connection slot left (53300).
bool postgresql_may_answer_later(const database_url& url);

std::unique_ptr<connection> connect_sqlite(const database_url& url, wait_function on_wait);

/// The error for a session that is handed over while it is in a transaction.
error session_in_transaction();

/// Make a connection on a session that the caller owns and that has the right backend.
std::unique_ptr<connection> postgresql_connection_on(soci::session& session);
std::unique_ptr<connection> sqlite_connection_on(soci::session& session, wait_function on_wait);

}  // namespace revise
