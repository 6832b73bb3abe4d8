#pragma once

#include <set>
#include <string>
#include <string_view>

namespace revise::catalog {

/// Names in lower case.
using name_set = std::set<std::string, std::less<>>;

/// One text for all ways of writing the same SQL of SQLite: words in lower case, one space where
/// one is needed, no comments. Statements that mean the same may be written in many ways, also by
/// SQLite itself: `alter table t rename to u` leaves `CREATE TABLE "u"`. A quoted name loses its
/// quotes where it is one of `known`; any other keeps them, as SQLite takes it for a string.
std::string normal_sqlite(std::string_view sql, const name_set& known);

/// A name as normal_sqlite() writes it where it is quoted.
std::string normal_sqlite_name(std::string_view name, const name_set& known);

}  // namespace revise::catalog
