#include "catalog/sqlite_sql.h"

#include <algorithm>
#include <iterator>

#include "sql/sqlite_table_parts.h"
#include "util/ascii.h"

namespace revise::catalog {

namespace {

bool is_number(const sql_token& token) {
  return token.kind == sql_token_kind::other &&
         (ascii::is_digit(token.text.front()) || token.text.size() > 1);
}

// Returns whether the token is a quoted name, not a string or a blob.
bool is_quoted_name(const sql_token& token) {
  const std::string_view quotes = "\"`[";
  return token.kind == sql_token_kind::quoted && quotes.find(token.text.front()) != quotes.npos;
}

bool is_name(const sql_token& token) {
  return token.kind == sql_token_kind::word || is_number(token) || is_quoted_name(token);
}

bool is_symbol(const sql_token& token) {
  return token.kind != sql_token_kind::quoted && !is_name(token);
}

// Returns whether `right` continues the operator that `left` begins: the second bar of `||`.
bool is_one_operator(const sql_token& left, const sql_token& right) {
  constexpr std::string_view operators[] = {"||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->"};
  if (left.offset + 1 != right.offset || !is_symbol(left) || !is_symbol(right)) return false;
  return std::any_of(std::begin(operators), std::end(operators), [&](std::string_view both) {
    return left.text == both.substr(0, 1) && right.text == both.substr(1);
  });
}

// Words that are separated from a bracket by a space, as in `primary key (id)`; names are not.
bool is_apart_from_bracket(const sql_token& token) {
  constexpr std::string_view words[] = {
      "key",  "unique", "check", "in",     "as",     "and",  "or",     "not",   "where",
      "when", "then",   "else",  "from",   "select", "on",   "values", "using", "default",
      "case", "exists", "set",   "return", "with",   "over", "union",  "join"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return token.is(word); });
}

// Returns whether the token is a sign: the minus of `-1`, but not of `a - 1`.
bool is_sign(const sql_tokens& tokens, std::size_t i) {
  if (tokens[i].text != "-" && tokens[i].text != "+") return false;
  return i == 0 || (is_symbol(tokens[i - 1]) && tokens[i - 1].kind != sql_token_kind::close);
}

// Returns whether a space is written before `tokens[i]`.
bool has_space_before(const sql_tokens& tokens, std::size_t i) {
  const sql_token& left = tokens[i - 1];
  const sql_token& right = tokens[i];
  if (left.kind == sql_token_kind::open || left.text == "." || is_sign(tokens, i - 1)) return false;
  if (right.kind == sql_token_kind::close || right.kind == sql_token_kind::semicolon ||
      right.text == "," || right.text == "." || is_one_operator(left, right)) {
    return false;
  }
  if (right.kind == sql_token_kind::open) return !is_name(left) || is_apart_from_bracket(left);
  return true;
}

std::string written(const sql_token& token, const name_set& known) {
  if (is_quoted_name(token)) return normal_sqlite_name(unquoted_sqlite(token.text), known);
  return is_name(token) ? ascii::lower(token.text) : std::string(token.text);
}

}  // namespace

std::string normal_sqlite(std::string_view sql, const name_set& known) {
  const sql_tokens tokens = sqlite_tokens(sql);
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && has_space_before(tokens, i)) result += ' ';
    result += written(tokens[i], known);
  }
  return result;
}

std::string normal_sqlite_name(std::string_view name, const name_set& known) {
  const std::string lower = ascii::lower(name);
  const bool is_plain =
      !lower.empty() && !ascii::is_digit(lower[0]) &&
      std::all_of(lower.begin(), lower.end(), [](char c) { return ascii::is_word(c) || c == '$'; });
  if (is_plain && known.count(lower) > 0) return lower;
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace revise::catalog
