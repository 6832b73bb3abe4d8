#pragma once

#include <string>
#include <string_view>

#include "util/sql_value.h"

/// C++ expressions for the texts and values of a call.

namespace revise {

/// Returns an expression that converts to a `string_ref` of `text`. If `text` has several lines and
/// nothing that must be escaped, it is a raw string literal, `R"DELIMITER(…)DELIMITER"`; if `text`
/// contains its end, a number follows the delimiter. A text with a NUL is `string_ref(LITERAL,
/// SIZE)`. Any other text is a literal on one line.
std::string cpp_text(std::string_view text, std::string_view delimiter);

/// Returns a decimal literal. The smallest number becomes a difference, because its digits alone
/// are not a valid literal.
std::string cpp_number(long long n);

/// Returns an expression that converts to the `value` that `v` was recorded from.
std::string cpp_value(const sql_value& v);

}  // namespace revise
