#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/sql_statements.h"

namespace revise {

/// The statements of `sql`, for PostgreSQL, if to send them one by one, each as a message of the
/// extended protocol (manual, 55.2.3), means the same as to send `sql` as it is; nothing where that
/// is not certain: a `copy`, a placeholder though `sql` has no parameters, words by which the
/// server would cut or read the rest in another way, many statements. A text of one statement is
/// given as a whole, so that places in it are those in the statement; so is one of none.
std::optional<std::vector<sql_statement>> separate_statements(std::string_view sql,
                                                              bool has_parameters);

/// Whether `sql` may set a savepoint: then what fails behind it does not fail the transaction.
bool may_set_savepoint(std::string_view sql);

}  // namespace revise
