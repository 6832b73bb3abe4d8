#pragma once

#include <cstddef>
#include <string>

#include "operations/operation.h"

namespace revise {

/// Returns the C++ statement that records `op`: `op.drop_table("users", {.if_exists = true});`. It
/// follows the style of docs/operations.md: options are in the order of their struct, only options
/// that differ from the default are written, and a constraint's name is written only if the
/// convention (operations/naming.h) gives another. The statement needs `using namespace revise;`
/// and the operations in a variable `op`. Each line begins with `indent` blanks, and there is no
/// newline at the end.
///
/// A migration with these statements in their order records equal operations. A bulk_insert is
/// written with its rows, so its function is called.
///
/// Throws `error` for an operation that no call makes:
/// * a bulk_insert without rows, as operation_list keeps it;
/// * an `execute` of a file: execute_file takes a name in the migration's folder, and the operation
///   has the absolute path. Clear `file` to get a call with its text;
/// * a compare_rows at the end of a revision, which the call of preserve_rows makes;
/// * data that no option of a call can express: a column's check that is not valid or not
///   inherited, a column's foreign key of several columns, an index that is dropped concurrently
///   and only if unused.
std::string call_text(const operation& op, std::size_t indent = 2);

}  // namespace revise
