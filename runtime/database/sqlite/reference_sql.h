#pragma once

#include <string_view>

namespace revise {

/// A query with a row for each foreign key of `main`: id (of the referring table: changes where the
/// table is made anew, and not where it is renamed), child, parent and columns (in lower case, with
/// commas), and look.
///
/// Look is a query for the references of that key which point nowhere: id, child, parent, columns,
/// row (its rowid, or its key where it has none), value (of the columns, to compare), shown (the
/// same in words, cut). Where the parent is missing, each reference that is not null points
/// nowhere (sqlite.org/foreignkeys.html, section 3). A key that fits no key of its parent has one
/// row, whose value is 'mismatch'.
///
/// A run and a script look by the same text, so that they see the same.
std::string_view sqlite_reference_looks();

}  // namespace revise
