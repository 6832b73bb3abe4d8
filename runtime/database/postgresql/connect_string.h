#pragma once

#include <string>
#include <string_view>

#include "database/sql_error.h"
#include "database/url.h"

namespace revise {

/// The text by which SOCI, and libpq, connect to `url`. A limit of 10 s is set unless the URL or
/// PGCONNECT_TIMEOUT sets one; texts are UTF-8.
std::string connect_string(const database_url& url);

/// The error for a connection to `url` that could not be made. `said` is SOCI's message.
connection_error connection_refused(const database_url& url, std::string_view said);

}  // namespace revise
