#pragma once

#include <string>

#include "revise/value.h"

namespace revise {

/// The largest number of characters that write_scalar writes.
inline constexpr std::size_t longest_scalar = 32;

/// Writes a boolean or a number at `to` in PostgreSQL's text format, and returns the end of the
/// text. A floating-point number gets the fewest digits that restore it.
char* write_scalar(char* to, const value& v);

/// Appends `\x` and two digits for each byte.
void append_hex(std::string& to, bytes_ref bytes);

/// Returns the text of a value that is not null, in the format of result_set.
std::string text_of(const value& v);

}  // namespace revise
