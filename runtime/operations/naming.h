#pragma once

#include <string>
#include <string_view>

#include "operations/table_operation.h"

/// The names of constraints that a migration leaves out: those that PostgreSQL would choose
/// (`ChooseConstraintName` and `ChooseIndexName` in its source), written out on every database, so
/// that a later migration can name them: TABLE_pkey, TABLE_COLUMN_key, TABLE_COLUMN_fkey,
/// TABLE_COLUMN_check, TABLE_COLUMN_excl, with a number behind where the same call has that one
/// already. A column's check is named after the column, and one of a table is TABLE_check;
/// PostgreSQL would look for columns in the expression. Names are not cut: one that gets too long
/// is refused (decision 0012).

namespace revise {

/// Gives each constraint of the table its name.
void name_constraints(operations_data::create_table& table);

/// Those of a column that is added to `table`.
void name_constraints(std::string_view table, operations_data::column_definition& column);

/// One that is added to `table`; a key that takes over an index gets its name, as with PostgreSQL.
void name_constraint(std::string_view table, operations_data::constraint& added);

}  // namespace revise
