#pragma once

#include <string>
#include <string_view>

#include "operations/table_operation.h"

/// Names the constraints to which a migration gives no name. The names are those that PostgreSQL
/// would choose (`ChooseConstraintName` and `ChooseIndexName` in its source). They are written
/// explicitly on every database, so that a later migration can use them: TABLE_pkey,
/// TABLE_COLUMN_key, TABLE_COLUMN_fkey, TABLE_COLUMN_check, TABLE_COLUMN_excl, with a number at the
/// end if the call already has that name. The check of a column is named after the column, and the
/// check of a table is TABLE_check; PostgreSQL would search the expression for columns. Names are
/// not cut: a name that is too long is refused (decision 0012).

namespace revise {

/// Names each constraint of the table that has no name.
void name_constraints(operations_data::create_table& table);

/// Names the constraints of a column that is added to `table`.
void name_constraints(std::string_view table, operations_data::column_definition& column);

/// Names a constraint that is added to `table`. A key that takes over an index gets the index's
/// name, as in PostgreSQL.
void name_constraint(std::string_view table, operations_data::constraint& added);

}  // namespace revise
