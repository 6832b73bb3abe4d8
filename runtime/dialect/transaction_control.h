#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// Where `sql`, any number of statements, first ends a transaction that it did not begin by a
/// savepoint: COMMIT, END, ABORT, ROLLBACK but to a savepoint, PREPARE TRANSACTION. In bytes.
std::optional<std::size_t> transaction_end(std::string_view sql, database_kind kind);

/// Where `sql` first begins or ends a transaction or a savepoint, or goes back to one. In bytes.
std::optional<std::size_t> transaction_command(std::string_view sql, database_kind kind);

/// Where `sql` first has a statement that cannot run in a transaction, as far as its words tell:
/// `create index concurrently`, `vacuum`. In bytes.
std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind);

/// Whether `statement`, one, does nothing but to the session: `set`, `select set_config(...)`, on
/// SQLite `pragma` and `attach`. Another session needs it again.
bool is_of_session(std::string_view statement, database_kind kind);

inline constexpr const char* ends_transaction_message =
    "the SQL ends the transaction that revise begins";
inline constexpr const char* ends_transaction_hint =
    "take 'begin', 'commit' and 'rollback' out of the SQL";
inline constexpr const char* transaction_command_message =
    "each statement of a revision that is not transactional has a transaction of its own";
inline constexpr const char* not_transactional_hint =
    "say .transactional = false in the migration: it then runs outside a transaction";

}  // namespace revise
