#pragma once

#include <string_view>

#include "catalog/snapshot.h"
#include "operations/table_operation.h"
#include "util/database_kind.h"

/// Converts what a database contains into what a migration would call.

namespace revise {

/// A type in a catalog::snapshot, with the name from <revise/types.h> if it has one: "character
/// varying(20)[]" becomes an array of varchar(20). Any other text is already SQL and becomes the
/// type's name; a type that is not built in contains its schema, "public.citext". An SQLite column
/// without a type has an empty one.
operations_data::data_type type_of(std::string_view text, database_kind kind);

/// The column to pass to op.create_table() so that the database then contains `read`. Its
/// constraints, its grants and the options of an identity's sequence need operations of their own.
/// A serial column becomes what PostgreSQL makes of it, an integer with a default.
///
/// Throws `error` for a generated column that is not stored, because no operation creates one.
operations_data::column_definition column_of(const catalog::column& read, database_kind kind);

}  // namespace revise
