#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// The arguments of `(a uuid, b text default 'x')`, in parentheses, as a call that names a routine
/// takes them: without defaults.
std::vector<std::string> routine_arguments(std::string_view arguments);

/// Whether `named`, the arguments by which a call names a routine, are those of the routine that
/// was created with `declared`: types alone, or the text that was declared. Empty names any.
bool names_arguments(std::string_view named, std::string_view declared);

}  // namespace revise
