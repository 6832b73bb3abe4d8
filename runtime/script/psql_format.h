#pragma once

#include "script/script_format.h"

namespace revise {

// What scripts for psql have in common.

/// `statements`, each ended.
std::string psql_statements(const std::vector<std::string>& statements);

/// psql's own settings, without which an error would not stop it, or a statement of ours would not
/// be sent as it is.
std::string psql_opening();

/// `body` in dollar quotes that nothing in it ends.
std::string psql_quoted(std::string_view body);

/// A statement that runs `body`, PL/pgSQL.
std::string psql_do(std::string_view body);

/// Opens the transaction and takes the version table, so that of two scripts that run at once the
/// second one waits here, and then sees what the first one did. `first` is script_transaction's.
std::string psql_begin(const script_table& table, const transaction_limits& limits,
                       const std::string& first);

/// Gives the session its settings back. `in_transaction`: a transaction is open, and gets its own
/// settings again, `limits` and the schema of the tables.
std::string psql_restore(const script_table& table, const transaction_limits& limits,
                         bool in_transaction);

/// Widens the version table for `ids` where it is not known to be wide enough.
std::string psql_widening(const script_table& table, const std::vector<std::string>& ids);

}  // namespace revise
