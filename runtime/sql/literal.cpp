#include "sql/literal.h"

#include <fmt/format.h>

#include <cmath>

#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace {

std::string hex(const sql_bytes& bytes) {
  std::string result;
  for (const char c : bytes.data) {
    result += fmt::format("{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

// Puts a negative number in parentheses, because `1 -$1` must not become a comment.
std::string in_place(const std::string& number) {
  return number.starts_with('-') ? '(' + number + ')' : number;
}

struct postgresql_writer {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool b) const { return b ? "'t'" : "'f'"; }
  std::string operator()(double x) const {
    if (std::isnan(x)) return "'NaN'";
    if (std::isinf(x)) return x < 0 ? "'-Infinity'" : "'Infinity'";
    return fmt::format("'{}'", x);
  }
  std::string operator()(const std::string& text) const { return quoted_literal(text); }
  std::string operator()(const sql_bytes& bytes) const { return "E'\\\\x" + hex(bytes) + '\''; }
  template <class Integer>
  std::string operator()(Integer x) const {
    return fmt::format("'{}'", x);
  }
};

struct sqlite_writer {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool b) const { return b ? "1" : "0"; }
  std::string operator()(long long x) const { return in_place(fmt::format("{}", x)); }
  std::string operator()(unsigned long long x) const {
    throw error(fmt::format("{} is too large for an integer in sqlite", x), "pass it as text");
  }
  std::string operator()(double x) const {
    if (std::isnan(x)) throw error("sqlite has no NaN", "pass nullptr");
    // SQLite has no word for infinity, but reads a number that is too large as infinity.
    if (std::isinf(x)) return x < 0 ? "(-9e999)" : "9e999";
    const std::string text = fmt::format("{}", x);
    return in_place(text.find_first_of(".e") == std::string::npos ? text + ".0" : text);
  }
  std::string operator()(const std::string& text) const { return standard_literal(text); }
  std::string operator()(const sql_bytes& bytes) const { return "x'" + hex(bytes) + '\''; }
};

}  // namespace

std::string postgresql_literal(const sql_value& v) { return std::visit(postgresql_writer{}, v); }

std::string sqlite_literal(const sql_value& v) { return std::visit(sqlite_writer{}, v); }

}  // namespace revise
