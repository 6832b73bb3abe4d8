#pragma once

#include <set>
#include <string>
#include <string_view>

namespace revise::catalog {

/// A set of names in lower case.
using name_set = std::set<std::string, std::less<>>;

/// Normalizes SQL for SQLite: words in lower case, one space where one is needed, no comments.
/// Equal statements can be written differently, even by SQLite: `alter table t rename to u` leaves
/// `CREATE TABLE "u"`. A quoted name loses its quotes if it is in `known`. Any other quoted name
/// keeps them, because SQLite takes it for a string.
std::string normal_sqlite(std::string_view sql, const name_set& known);

/// Returns a name in the form that normal_sqlite() gives to a quoted name.
std::string normal_sqlite_name(std::string_view name, const name_set& known);

}  // namespace revise::catalog
