#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"

namespace revise {

/// Why a text cannot run in a transaction that is not its own.
struct transaction_break {
  std::size_t offset;   ///< of the statement, in bytes
  const char* message;  ///< what the statement does
};

/// The first statement of `sql` that ends the transaction around it (COMMIT, END, ABORT, ROLLBACK
/// but to a savepoint, PREPARE TRANSACTION); without one, the first that begins a transaction.
/// `standard_strings`, here and below, is as sql_scanner has it.
std::optional<transaction_break> break_of_transaction(std::string_view sql, database_kind kind,
                                                      bool standard_strings = true);

/// The first statement of `sql` that begins or ends a transaction or a savepoint, or goes back to
/// one: a revision that is not transactional can have none.
std::optional<transaction_break> transaction_command(std::string_view sql, database_kind kind,
                                                     bool standard_strings = true);

/// Where `sql` first has a statement that cannot run in a transaction, as far as its words tell:
/// `create index concurrently`, `vacuum`. In bytes.
std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind,
                                                         bool standard_strings = true);

/// The statements of a text for PostgreSQL that have to be the first ones of their transaction,
/// before any query: `set transaction isolation level ...`, `snapshot`, `deferrable` (SET
/// TRANSACTION, "Notes"). `read committed` is none: it is what a transaction has.
struct opening_statements {
  std::vector<std::string> statements;  ///< without semicolons
  std::string rest;                     ///< the text without them
  std::size_t end = 0;                  ///< behind the last of them, in bytes
  std::optional<std::size_t> too_late;  ///< where one of them stands behind something else
  bool is_first = true;                 ///< nothing but `set` is in the text
};

/// `is_first`: nothing but `set` stands in front of `sql` in its transaction.
opening_statements statements_to_be_first(std::string_view sql, bool is_first,
                                          bool standard_strings = true);

/// Whether `statement`, one, does nothing but to the session: `set`, `select set_config(...)`, on
/// SQLite `pragma` and `attach`. Another session needs it again.
bool is_of_session(std::string_view statement, database_kind kind);

inline constexpr const char* transaction_command_hint =
    "take 'begin', 'commit' and 'rollback' out of the SQL";
inline constexpr const char* too_late_message =
    "this has to be the first statement of its transaction";
inline constexpr const char* too_late_hint = "make it the first statement of the revision";
inline constexpr const char* not_transactional_hint =
    "say .transactional = false in the migration: it then runs outside a transaction";

}  // namespace revise
