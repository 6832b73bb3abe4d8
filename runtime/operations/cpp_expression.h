#pragma once

#include <string>
#include <string_view>

#include "util/sql_value.h"

/// C++ expressions for the texts and values of a call.

namespace revise {

/// An expression that converts to a `string_ref` of `text`. It is a raw string literal,
/// `R"DELIMITER(…)DELIMITER"`, where `text` has several lines and nothing that must be escaped,
/// with a number behind the delimiter where `text` contains its end. A text with a NUL is
/// `string_ref(LITERAL, SIZE)`. Any other is a literal on one line.
std::string cpp_text(std::string_view text, std::string_view delimiter);

/// A decimal literal; of the smallest number, whose digits alone are no literal, a difference.
std::string cpp_number(long long n);

/// An expression that converts to the `value` that `v` was recorded from.
std::string cpp_value(const sql_value& v);

}  // namespace revise
