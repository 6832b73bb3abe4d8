#pragma once

#include <map>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "operations/operation.h"

namespace revise {

/// What an SQLite database says to each view and each table with triggers that it cannot compile:
/// by "view 'v'", "insert into 't'". A trigger is compiled with the statement that fires it, so
/// nothing less tells whether its body still fits the tables (sqlite.org/lang_createtrigger.html).
using broken_programs = std::map<std::string, std::string>;

broken_programs broken_programs_of(connection& database);

/// Whether `op` can break a view or a trigger that says nothing of what it changes: `select *`,
/// `insert into t values (…)`.
bool may_break_programs(const operation& op);

/// Throws `error` where `op`, which was done, broke what was not in `before`.
void require_unbroken(connection& database, const broken_programs& before, const operation& op);

/// schema_reader::compute: a table of `temp` has the default for one row, and is taken back.
void compute_sqlite_default(connection& database, std::string_view expression);

/// schema_reader::query_after.
result_set query_sqlite_after(connection& database, std::string_view change, std::string_view sql);

}  // namespace revise
