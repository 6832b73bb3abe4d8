#pragma once

#include <string>

#include "revise/value.h"

namespace revise {

/// The most characters that write_scalar writes.
inline constexpr std::size_t longest_scalar = 32;

/// Writes a boolean or a number at `to` as PostgreSQL's text format has it; returns its end.
/// Floating-point numbers get the fewest digits that give them back.
char* write_scalar(char* to, const value& v);

/// Appends `\x` and two digits a byte.
void append_hex(std::string& to, bytes_ref bytes);

/// The text of anything but null, as result_set has it.
std::string text_of(const value& v);

}  // namespace revise
