#pragma once

#include <string_view>

namespace revise {

/// Return whether `word`, in lower case, must be quoted to be the name of any kind of object.
bool is_postgresql_keyword(std::string_view word);
bool is_sqlite_keyword(std::string_view word);

}  // namespace revise
