#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// The part of an SQL text that decides what it does. Comments are removed, and white space is kept
/// only where two tokens would otherwise join or change. Quoted text of any kind is unchanged. The
/// rules are PostgreSQL's and also suit SQLite, since the database a file is written for is not
/// known. Takes any text.
std::string normalised_sql(std::string_view text);

}  // namespace revise::tool
