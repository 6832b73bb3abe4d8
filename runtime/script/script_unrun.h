#pragma once

#include <string>
#include <string_view>

#include "script/script_format.h"

namespace revise {

// How an idempotent script finds revisions that count as applied but never ran: the certain cases
// of unrun_revisions(), as SQL.

/// Creates the temporary table that holds the last entries of the log.
std::string_view create_script_log();

/// PL/pgSQL statements that fill the table of create_script_log(). It stays empty, and nothing is
/// reported, if the log cannot be read or if an earlier version of revise created it without the
/// column `parents`.
std::string read_script_log(const script_table& table);

/// A psql statement that stops the script if pg_temp.revise_graph, revise_rows and revise_log show
/// a revision that counts as applied but never ran.
std::string stop_where_unrun();

}  // namespace revise
