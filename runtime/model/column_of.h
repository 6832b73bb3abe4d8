#pragma once

#include <string_view>

#include "catalog/snapshot.h"
#include "operations/table_operation.h"
#include "util/database_kind.h"

/// From what a database contains to what a migration would call.

namespace revise {

/// A type as a catalog::snapshot has it, by the name that <revise/types.h> gives it where there is
/// one: "character varying(20)[]" becomes an array of varchar(20). Any other text is SQL already,
/// and becomes the type's name; a type that is not the server's own has its schema in it,
/// "public.citext". A column of SQLite without a type has an empty one.
operations_data::data_type type_of(std::string_view text, database_kind kind);

/// The column that op.create_table() has to be given so that the database then contains `read`. Its
/// constraints, grants and the options of an identity's sequence are operations of their own. A
/// serial column becomes what PostgreSQL makes of it, an integer with a default.
///
/// Throws `error` for a generated column that is not stored, which no operation makes.
operations_data::column_definition column_of(const catalog::column& read, database_kind kind);

}  // namespace revise
