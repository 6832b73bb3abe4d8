#include "operations/cpp_expression.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "util/cpp_literal.h"

namespace revise {

namespace {

// Returns whether `text` can be a raw string literal, which has no escapes.
bool is_raw_text(std::string_view text) {
  while (!text.empty()) {
    const source_character c = first_source_character(text);
    if (!c.is_plain && c.bytes != "\n" && c.bytes != "\t") return false;
    text.remove_prefix(c.bytes.size());
  }
  return true;
}

std::string raw_literal(std::string_view text, std::string_view delimiter) {
  std::string chosen(delimiter);
  for (int i = 1; text.find(fmt::format("){}\"", chosen)) != std::string_view::npos; ++i) {
    chosen = fmt::format("{}{}", delimiter, i);
  }
  return fmt::format("R\"{0}({1}){0}\"", chosen, text);
}

struct value_writer {
  std::string operator()(std::monostate) const { return "nullptr"; }
  std::string operator()(bool b) const { return b ? "true" : "false"; }
  std::string operator()(long long n) const { return cpp_number(n); }
  std::string operator()(unsigned long long n) const { return fmt::format("{}u", n); }
  std::string operator()(double n) const {
    const char* sign = std::signbit(n) ? "-" : "";
    if (std::isnan(n)) return fmt::format("{}__builtin_nan(\"\")", sign);
    if (std::isinf(n)) return fmt::format("{}__builtin_huge_val()", sign);
    const std::string digits = fmt::format("{}", n);
    return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
  }
  std::string operator()(const std::string& text) const { return cpp_text(text, "text"); }
  std::string operator()(const sql_bytes& bytes) const {
    return fmt::format("bytes_ref({}, {})", cpp_literal(bytes.data), bytes.data.size());
  }
};

}  // namespace

std::string cpp_text(std::string_view text, std::string_view delimiter) {
  if (text.find('\0') != std::string_view::npos) {
    return fmt::format("string_ref({}, {})", cpp_literal(text), text.size());
  }
  const bool is_long = text.find('\n') < text.size() - 1 && !text.empty();
  return is_long && is_raw_text(text) ? raw_literal(text, delimiter) : cpp_literal(text);
}

std::string cpp_number(long long n) {
  // The digits alone are too large for a signed type.
  if (n == std::numeric_limits<long long>::min()) return fmt::format("{} - 1", n + 1);
  return fmt::format("{}", n);
}

std::string cpp_value(const sql_value& v) { return std::visit(value_writer{}, v); }

}  // namespace revise
