#pragma once

#include <string_view>

namespace revise {

/// Whether `word`, in lower case, must be quoted to name an object of any kind.
bool is_postgresql_keyword(std::string_view word);
bool is_sqlite_keyword(std::string_view word);

}  // namespace revise
