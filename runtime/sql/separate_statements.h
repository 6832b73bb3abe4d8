#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/sql_statements.h"

namespace revise {

/// Returns the statements of `sql`, for PostgreSQL, if sending them one by one in the extended
/// protocol (manual, 55.2.3) has the same effect as sending `sql` as one text. Null if that is not
/// certain: `sql` has a `copy`, a placeholder without parameters, words after which the server
/// would split or read the rest differently, or too many statements. A text with one statement, or
/// none, is returned whole, so that positions in it do not change.
std::optional<std::vector<sql_statement>> separate_statements(std::string_view sql,
                                                              bool has_parameters);

/// Returns whether `sql` may set a savepoint: an error after it then need not fail the transaction.
bool may_set_savepoint(std::string_view sql);

}  // namespace revise
