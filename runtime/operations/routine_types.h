#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// Returns the arguments of `(a uuid, b text default 'x')`, including the parentheses, in the form
/// that names a routine: without defaults.
std::vector<std::string> routine_arguments(std::string_view arguments);

/// Returns whether `named`, the arguments by which a call names a routine, match the arguments
/// `declared` when it was created. `named` can be the types only, or the declared text. An empty
/// `named` matches every routine.
bool names_arguments(std::string_view named, std::string_view declared);

}  // namespace revise
