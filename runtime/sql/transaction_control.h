#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"

namespace revise {

/// Why a text cannot run in a transaction that it did not begin.
struct transaction_break {
  std::size_t offset;   ///< offset of the statement, in bytes
  const char* message;  ///< says what the statement does
};

/// Returns the first statement of `sql` that ends the transaction around it (COMMIT, END, ABORT,
/// ROLLBACK other than to a savepoint, PREPARE TRANSACTION). If no statement ends it, returns the
/// first statement that begins a transaction. `standard_strings` has the meaning that it has in
/// sql_scanner, in this function and the others of this header.
std::optional<transaction_break> break_of_transaction(std::string_view sql, database_kind kind,
                                                      bool standard_strings = true);

/// Returns the first statement of `sql` that begins or ends a transaction or a savepoint, or rolls
/// back to a savepoint. A revision that is not transactional must not have one.
std::optional<transaction_break> transaction_command(std::string_view sql, database_kind kind,
                                                     bool standard_strings = true);

/// Returns the offset, in bytes, of the first statement of `sql` that cannot run in a transaction,
/// to the extent that its words show it: `create index concurrently`, `vacuum`.
std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind,
                                                         bool standard_strings = true);

/// The statements of a text for PostgreSQL that must be the first of their transaction, before any
/// query: `set transaction isolation level ...`, `snapshot`, `deferrable` (SET TRANSACTION,
/// "Notes"). `read committed` is not included, because it is the usual level.
struct opening_statements {
  std::vector<std::string> statements;  ///< without semicolons
  std::string rest;                     ///< the text without them
  std::size_t end = 0;                  ///< offset after the last of `statements`, in bytes
  std::optional<std::size_t> too_late;  ///< offset of such a statement after another one
  bool is_first = true;                 ///< the transaction so far has only `set` statements
};

/// Finds the statements in `sql` that must be the first of their transaction. `is_first`: only
/// `set` statements precede `sql` in its transaction.
opening_statements statements_to_be_first(std::string_view sql, bool is_first,
                                          bool standard_strings = true);

/// Returns whether a single statement affects only the session: `set`, `select set_config(...)`, on
/// SQLite `pragma` and `attach`. Another session must execute it again.
bool is_of_session(std::string_view statement, database_kind kind);

inline constexpr const char* transaction_command_hint =
    "remove 'begin', 'commit' and 'rollback' from the SQL";
inline constexpr const char* too_late_message =
    "this must be the first statement of its transaction";
inline constexpr const char* too_late_hint = "make it the first statement of the revision";
inline constexpr const char* not_transactional_hint =
    "set .transactional = false in the migration: it then runs outside a transaction";

}  // namespace revise
