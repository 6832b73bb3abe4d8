#pragma once

#include <cstddef>
#include <string>

#include "operations/operation.h"

namespace revise {

/// The C++ statement that records `op`: `op.drop_table("users", {.if_exists = true});`. It is
/// written as docs/operations.md writes calls: options in the order of their struct, only those
/// that differ from the default, and a constraint's name only where the convention
/// (operations/naming.h) gives another. It needs `using namespace revise;` and the operations in a
/// variable `op`. Each line begins with `indent` blanks, and there is no newline at the end.
///
/// A migration that has these statements in their order records equal operations. A bulk_insert is
/// written with the rows that it gives; its function is called for them.
///
/// Throws `error` for an operation that no call makes:
/// * a bulk_insert without rows, as operation_list keeps it;
/// * an `execute` of a file (execute_file takes a name from the migration's folder, and an
/// operation
///   has the absolute path): clear `file` to get a call with its text;
/// * a compare_rows at the end of a revision, which the call of preserve_rows makes;
/// * data that a call has no option for, which a program may have made: a column's check that is
/// not
///   valid or not inherited, a column's foreign key of several columns, an index that is dropped
///   concurrently and only if unused.
std::string call_text(const operation& op, std::size_t indent = 2);

}  // namespace revise
