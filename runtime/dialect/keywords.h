#pragma once

#include <string_view>

namespace revise {

/// Whether `word`, in lower case, must be quoted to be a name.
bool is_postgresql_keyword(std::string_view word);
bool is_sqlite_keyword(std::string_view word);

/// Whether `word` needs no quotes as the name of a column or table, but does as a function's.
bool is_postgresql_column_name(std::string_view word);

}  // namespace revise
