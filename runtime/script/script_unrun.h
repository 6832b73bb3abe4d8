#pragma once

#include <string>
#include <string_view>

#include "script/script_format.h"

namespace revise {

// How an idempotent script finds out that a revision counts as applied and never ran: what
// unrun_revisions() calls certain, as SQL.

/// Creates the temporary table that holds the last entries of the log.
std::string_view create_script_log();

/// Statements of PL/pgSQL that fill it. A log that cannot be read, or that an earlier revise made
/// without the column `parents`, leaves it empty: then nothing is known.
std::string read_script_log(const script_table& table);

/// A statement of psql that stops the script where pg_temp.revise_graph, revise_rows and revise_log
/// show such a revision.
std::string stop_where_unrun();

}  // namespace revise
