#include "database/value_text.h"

#include <charconv>
#include <cmath>
#include <string_view>

namespace revise {

char* write_scalar(char* to, const value& v) {
  char* const end = to + longest_scalar;
  const auto word = [to](std::string_view text) { return to + text.copy(to, text.size()); };
  switch (v.what()) {
    case value::kind::boolean_value:
      return word(v.boolean() ? "t" : "f");
    case value::kind::integer_value:
      return std::to_chars(to, end, v.integer()).ptr;
    case value::kind::unsigned_value:
      return std::to_chars(to, end, v.unsigned_integer()).ptr;
    case value::kind::real_value:
      if (std::isnan(v.real())) return word("NaN");
      if (std::isinf(v.real())) return word(v.real() < 0 ? "-Infinity" : "Infinity");
      return std::to_chars(to, end, v.real()).ptr;
    default:
      return to;
  }
}

void append_hex(std::string& to, bytes_ref bytes) {
  constexpr char digits[] = "0123456789abcdef";
  to += "\\x";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    to += digits[bytes.data()[i] >> 4U];
    to += digits[bytes.data()[i] & 0xFU];
  }
}

std::string text_of(const value& v) {
  switch (v.what()) {
    case value::kind::text_value:
      return std::string(v.text());
    case value::kind::bytes_value: {
      std::string hex;
      append_hex(hex, v.bytes());
      return hex;
    }
    default: {
      std::string text(longest_scalar, '\0');
      text.resize(static_cast<std::size_t>(write_scalar(text.data(), v) - text.data()));
      return text;
    }
  }
}

}  // namespace revise
