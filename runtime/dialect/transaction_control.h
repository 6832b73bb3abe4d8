#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// Where `sql`, any number of statements, first ends a transaction that it did not begin by a
/// savepoint: COMMIT, END, ABORT, ROLLBACK but to a savepoint, PREPARE TRANSACTION. In bytes.
std::optional<std::size_t> transaction_end(std::string_view sql, database_kind kind);

/// Where `sql` first has a statement that PostgreSQL runs only outside a transaction, as
/// `create index concurrently` and `vacuum`. In bytes; nothing on SQLite.
std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind);

inline constexpr const char* ends_transaction_message =
    "the SQL ends the transaction that revise begins";
inline constexpr const char* ends_transaction_hint =
    "take 'begin', 'commit' and 'rollback' out of the SQL";
inline constexpr const char* not_transactional_hint =
    "say .transactional = false in the migration: it then runs outside a transaction";

}  // namespace revise
