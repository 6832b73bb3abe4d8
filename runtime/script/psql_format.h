#pragma once

#include "script/script_format.h"

namespace revise {

// The parts that the formats for psql share.

/// Returns `statements`, each with its terminator.
std::string psql_statements(const std::vector<std::string>& statements);

/// psql's settings: without them, psql would not stop at an error, or would change one of our
/// statements before sending it.
std::string psql_opening();

/// `body` in dollar quotes whose tag does not occur in it.
std::string psql_quoted(std::string_view body);

/// A statement that runs `body`, which is PL/pgSQL.
std::string psql_do(std::string_view body);

/// Opens the transaction and locks the version table. Of two scripts that run at once, the second
/// waits here, and then sees the result of the first. `first` is script_transaction::first.
std::string psql_begin(const script_table& table, const transaction_limits& limits,
                       const std::string& first);

/// Restores the settings of the session. With `in_transaction`, a transaction is open, and its own
/// settings, `limits` and the schema of the tables, are set again.
std::string psql_restore(const script_table& table, const transaction_limits& limits,
                         bool in_transaction);

/// Widens the version table for `ids`, unless it is known to be wide enough.
std::string psql_widening(const script_table& table, const std::vector<std::string>& ids);

}  // namespace revise
