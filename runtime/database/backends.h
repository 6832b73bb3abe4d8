#pragma once

#include "database/connection.h"

namespace revise {

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice);
/// Whether a server is there and takes connections, be it that it refuses this one.
bool postgresql_answers(const database_url& url);

std::unique_ptr<connection> connect_sqlite(const database_url& url, wait_function on_wait);

}  // namespace revise
