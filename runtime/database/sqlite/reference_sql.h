#pragma once

#include <string_view>

namespace revise {

/// A query that returns a row for each foreign key of `main`: id (of the referring table; it
/// changes when the table is rebuilt, but not when it is renamed), child, parent, columns (in lower
/// case, separated by commas), and look.
///
/// `look` is a query for the broken references of that key: id, child, parent, columns, row (the
/// rowid, or the key of a table without rowids), value (of the columns, for comparison), shown (the
/// value as readable text, cut). If the parent does not exist, every reference that is not null is
/// broken (sqlite.org/foreignkeys.html, section 3). A foreign key that matches no key of its parent
/// returns one row, whose value is 'mismatch'.
///
/// A run and a script use this text, so that both find the same references.
std::string_view sqlite_reference_looks();

}  // namespace revise
