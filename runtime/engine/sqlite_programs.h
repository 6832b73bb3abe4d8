#pragma once

#include <map>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "operations/operation.h"

namespace revise {

/// SQLite's messages for each view, and each table with triggers, that it cannot compile. The keys
/// are "view 'v'" and "insert into 't'". SQLite compiles a trigger only together with the statement
/// that fires it, so that statement has to be tried (sqlite.org/lang_createtrigger.html).
using broken_programs = std::map<std::string, std::string>;

broken_programs broken_programs_of(connection& database);

/// Whether `op` can break a view or a trigger that does not name what `op` changes: `select *`,
/// `insert into t values (…)`.
bool may_break_programs(const operation& op);

/// Throws `error` if `op`, which was already done, broke a view or trigger that is not in `before`.
void require_unbroken(connection& database, const broken_programs& before, const operation& op);

/// Implements schema_reader::compute: creates a temporary table with the default, inserts one row,
/// and rolls both back.
void compute_sqlite_default(connection& database, std::string_view expression);

/// Implements schema_reader::query_after.
result_set query_sqlite_after(connection& database, std::string_view change, std::string_view sql);

}  // namespace revise
