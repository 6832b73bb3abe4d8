#include "sql/string_setting.h"

#include <algorithm>
#include <optional>
#include <span>

#include "sql/sql_scanner.h"
#include "util/ascii.h"

namespace revise {

namespace {

constexpr std::string_view setting_name = "standard_conforming_strings";

std::string_view unquoted(std::string_view token) {
  const bool is_quoted = token.size() >= 2 && (token.front() == '\'' || token.front() == '"');
  return is_quoted ? token.substr(1, token.size() - 2) : token;
}

// Reads a boolean as the server does, which accepts a prefix of the word (bool.c).
bool is_off(std::string_view token) {
  const std::string_view value = unquoted(token);
  const auto begins = [value](std::string_view word, std::size_t least) {
    return value.size() >= least && value.size() <= word.size() &&
           ascii::is(value, word.substr(0, value.size()));
  };
  return begins("off", 2) || begins("false", 1) || begins("no", 1) || value == "0";
}

// Returns the value to which the statement with the tokens `first` sets
// standard_conforming_strings; null if it does not set it.
std::optional<bool> value_set_by(std::span<const std::string_view> first) {
  const auto at = [first](std::size_t i) { return i < first.size() ? first[i] : ""; };
  if (ascii::is(at(0), "discard") || ascii::is(at(0), "reset")) {
    const bool is_it = ascii::is(at(1), "all") ||
                       (ascii::is(at(0), "reset") && ascii::is(unquoted(at(1)), setting_name));
    return is_it ? std::optional(true) : std::nullopt;
  }
  if (ascii::is(at(0), "set")) {
    const std::size_t i = ascii::is(at(1), "session") || ascii::is(at(1), "local") ? 2 : 1;
    if (!ascii::is(unquoted(at(i)), setting_name) ||
        !(ascii::is(at(i + 1), "to") || at(i + 1) == "="))
      return {};
    return !is_off(at(i + 2));
  }
  if (!ascii::is(at(0), "select")) return {};
  const std::size_t i = ascii::is(unquoted(at(1)), "pg_catalog") && at(2) == "." ? 3 : 1;
  if (!ascii::is(unquoted(at(i)), "set_config") || at(i + 1) != "(" ||
      !ascii::is(unquoted(at(i + 2)), setting_name)) {
    return {};
  }
  return !is_off(at(i + 4));
}

}  // namespace

void string_setting::follow(const sql_token& token) {
  if (token.kind == sql_token_kind::semicolon) return finish_statement();
  if (count_ < first_.size()) first_[count_++] = token.text;
}

void string_setting::finish_statement() {
  standard_ = value_set_by(std::span(first_).first(count_)).value_or(standard_);
  count_ = 0;
}

}  // namespace revise
