#include "operations/cpp_literal.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "util/valid_utf8.h"

namespace revise {

namespace {

// U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069: an editor shows what follows them in another
// order, and compilers warn of them.
bool is_direction_mark(std::string_view at) {
  if (at.starts_with("\xe2\x80")) {
    const auto last = static_cast<unsigned char>(at.size() > 2 ? at[2] : 0);
    return last == 0x8e || last == 0x8f || (last >= 0xaa && last <= 0xae);
  }
  if (!at.starts_with("\xe2\x81")) return false;
  const auto last = static_cast<unsigned char>(at.size() > 2 ? at[2] : 0);
  return last >= 0xa6 && last <= 0xa9;
}

bool is_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7f;
}

std::string octal(std::string_view bytes) {
  std::string result;
  for (const char c : bytes) result += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  return result;
}

// How many bytes at the beginning of `rest` a source file carries as they are; of what it does not
// carry, `escaped` gets the form.
std::size_t character(std::string_view rest, std::string& escaped) {
  const char c = rest.front();
  escaped.clear();
  if (static_cast<unsigned char>(c) < 0x80) {
    if (c == '"' || c == '\\') escaped = {'\\', c};
    if (c == '\n') escaped = "\\n";
    if (c == '\t') escaped = "\\t";
    if (is_control(c) && escaped.empty()) escaped = octal(rest.substr(0, 1));
    return 1;
  }
  std::size_t size = 2;
  while (size < 4 && valid_utf8(rest.substr(0, size)) == 0) ++size;
  if (valid_utf8(rest.substr(0, size)) != size || is_direction_mark(rest)) {
    if (!is_direction_mark(rest)) size = 1;
    escaped = octal(rest.substr(0, size));
  }
  return size;
}

// A raw string literal has no escapes.
bool is_raw_text(std::string_view text) {
  constexpr std::string_view as_it_is = "\"\\\n\t";
  std::string escaped;
  while (!text.empty()) {
    const std::size_t size = character(text, escaped);
    if (!escaped.empty() && as_it_is.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(size);
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

std::string cpp_literal(std::string_view text) {
  std::string result = "\"";
  std::string escaped;
  while (!text.empty()) {
    const std::size_t size = character(text, escaped);
    // `??=` and its like would be trigraphs before C++17.
    if (text.front() == '?' && result.back() == '?') escaped = "\\?";
    result += escaped.empty() ? text.substr(0, size) : escaped;
    text.remove_prefix(size);
  }
  return result + '"';
}

std::string cpp_text(std::string_view text, std::string_view delimiter) {
  if (text.find('\0') != std::string_view::npos) {
    return fmt::format("string_ref({}, {})", cpp_literal(text), text.size());
  }
  const bool is_long = text.find('\n') < text.size() - 1 && !text.empty();
  return is_long && is_raw_text(text) ? raw_literal(text, delimiter) : cpp_literal(text);
}

std::string cpp_number(long long n) {
  // The digits alone would be a number that no signed type has.
  if (n == std::numeric_limits<long long>::min()) return fmt::format("{} - 1", n + 1);
  return fmt::format("{}", n);
}

std::string cpp_value(const sql_value& v) { return std::visit(value_writer{}, v); }

}  // namespace revise
