#include "catalog/sqlite_sql.h"

#include <algorithm>

namespace revise::catalog {

namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// What opens and closes a text at `quote`, which is doubled to stand in it; returns the place
// behind it.
std::size_t read_quoted(std::string_view sql, std::size_t at, char quote, std::string& content) {
  for (++at; at < sql.size(); ++at) {
    if (sql[at] == quote) {
      if (quote == ']' || at + 1 == sql.size() || sql[at + 1] != quote) return at + 1;
      ++at;
    }
    content += sql[at];
  }
  return at;
}

std::size_t skip_comment(std::string_view sql, std::size_t at) {
  const bool line = sql.substr(at, 2) == "--";
  if (!line && sql.substr(at, 2) != "/*") return at;
  const std::size_t end = sql.find(line ? "\n" : "*/", at + 2);
  return end == std::string_view::npos ? sql.size() : end + (line ? 1 : 2);
}

constexpr std::string_view long_symbols[] = {"->>", "||", "<=", ">=", "<>",
                                             "!=",  "==", "<<", ">>", "->"};

std::string_view symbol_at(std::string_view sql) {
  for (const std::string_view symbol : long_symbols) {
    if (sql.substr(0, symbol.size()) == symbol) return symbol;
  }
  return sql.substr(0, 1);
}

// After these a bracket has a space in front, as in `primary key (id)`; after a name it has none.
bool is_apart_from_bracket(const sql_token& token) {
  constexpr std::string_view words[] = {
      "key",  "unique", "check", "in",     "as",     "and",  "or",     "not",   "where",
      "when", "then",   "else",  "from",   "select", "on",   "values", "using", "default",
      "case", "exists", "set",   "return", "with",   "over", "union",  "join"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return token.is(word); });
}

// The minus of `-1`, not that of `a - 1`.
bool is_sign(std::span<const sql_token> tokens, std::size_t i) {
  if (!tokens[i].is_symbol("-") && !tokens[i].is_symbol("+")) return false;
  return i == 0 || (tokens[i - 1].kind == sql_token::form::symbol && !tokens[i - 1].is_symbol(")"));
}

// Whether a space stands before `tokens[i]`.
bool has_space_before(std::span<const sql_token> tokens, std::size_t i) {
  const sql_token& left = tokens[i - 1];
  const sql_token& right = tokens[i];
  if (left.is_symbol("(") || left.is_symbol(".") || is_sign(tokens, i - 1)) return false;
  if (right.is_symbol(")") || right.is_symbol(",") || right.is_symbol(".") ||
      right.is_symbol(";")) {
    return false;
  }
  if (right.is_symbol("(")) return !left.is_name() || is_apart_from_bracket(left);
  return true;
}

std::string written(const sql_token& token, const name_set& known) {
  if (token.kind == sql_token::form::word) return lower(token.text);
  if (token.kind != sql_token::form::quoted_name) return token.text;
  const std::string name = lower(token.text);
  const bool is_plain = !name.empty() && (name[0] < '0' || name[0] > '9') &&
                        std::all_of(name.begin(), name.end(), is_word_character);
  if (is_plain && known.count(name) > 0) return name;
  std::string result = "\"";
  for (const char c : token.text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace

bool sql_token::is(std::string_view keyword) const {
  return kind == form::word && lower(text) == keyword;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::vector<sql_token> tokens_of(std::string_view sql) {
  using form = sql_token::form;
  std::vector<sql_token> result;
  std::size_t at = 0;
  while (at < sql.size()) {
    const char c = sql[at];
    if (is_space(c)) {
      ++at;
      continue;
    }
    if (const std::size_t after = skip_comment(sql, at); after != at) {
      at = after;
      continue;
    }
    std::string content;
    if (c == '"' || c == '`' || c == '[') {
      at = read_quoted(sql, at, c == '[' ? ']' : c, content);
      result.push_back({form::quoted_name, std::move(content)});
    } else if (c == '\'' || ((c == 'x' || c == 'X') && sql.substr(at + 1, 1) == "'")) {
      const std::size_t end = read_quoted(sql, c == '\'' ? at : at + 1, '\'', content);
      result.push_back({form::string, std::string(sql.substr(at, end - at))});
      at = end;
    } else if (is_word_character(c)) {
      std::size_t end = at;
      while (end < sql.size() && is_word_character(sql[end])) ++end;
      result.push_back({form::word, std::string(sql.substr(at, end - at))});
      at = end;
    } else {
      const std::string_view symbol = symbol_at(sql.substr(at));
      result.push_back({form::symbol, std::string(symbol)});
      at += symbol.size();
    }
  }
  return result;
}

std::string text_of(std::span<const sql_token> tokens, const name_set& known) {
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && has_space_before(tokens, i)) result += ' ';
    result += written(tokens[i], known);
  }
  return result;
}

std::size_t closing_bracket(std::span<const sql_token> tokens, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")") && --depth == 0) return i;
  }
  return tokens.size() - 1;
}

}  // namespace revise::catalog
