#pragma once

#include "database/connection.h"

namespace revise {

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice);
std::unique_ptr<connection> connect_sqlite(const database_url& url);

}  // namespace revise
