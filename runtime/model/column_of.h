#pragma once

#include <string_view>

#include "catalog/snapshot.h"
#include "operations/table_operation.h"
#include "util/database_kind.h"

/// Converts types and columns of a catalog::snapshot into the arguments of operations.

namespace revise {

/// Returns a type in a catalog::snapshot, with the name from <revise/types.h> if it has one:
/// "character varying(20)[]" becomes an array of varchar(20). Any other text is already SQL and
/// becomes the name of the type unchanged; a type that is not built in contains its schema,
/// "public.citext". An empty `text`, of an SQLite column without a type, becomes an empty name.
operations_data::data_type type_of(std::string_view text, database_kind kind);

/// Returns the column to pass to op.create_table() so that the database then contains `read`. Its
/// constraints, its grants and the options of an identity's sequence need operations of their own.
/// A serial column becomes what PostgreSQL makes of it, an integer with a default.
///
/// Throws `error` for a generated column that is not stored, because no operation creates one.
operations_data::column_definition column_of(const catalog::column& read, database_kind kind);

}  // namespace revise
