#include "dialect/sqlite/default.h"

#include <algorithm>
#include <array>
#include <vector>

#include "sql/sqlite_table_parts.h"

namespace revise {

namespace {

using tokens = std::vector<sql_token>;

template <std::size_t Size>
bool is_one_of(const sql_token& token, const std::array<const char*, Size>& words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return token.is(word); });
}

// Returns whether one pair of parentheses encloses the whole text: (1 + 2), but not (1) + (2).
bool is_enclosed(const tokens& all) {
  int depth = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].kind == sql_token_kind::open) ++depth;
    if (all[i].kind == sql_token_kind::close) --depth;
    if (depth == 0) return i > 0 && i + 1 == all.size();
  }
  return false;
}

tokens without_parentheses(tokens all) {
  while (is_enclosed(all)) all = tokens(all.begin() + 1, all.end() - 1);
  return all;
}

bool is_number(const sql_token& token) {
  return token.kind == sql_token_kind::other &&
         token.text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_literal(const tokens& all) {
  constexpr std::array words = {"null", "true", "false"};
  if (all.size() == 2) return (all[0].text == "-" || all[0].text == "+") && is_number(all[1]);
  if (all.size() != 1) return false;
  const sql_token& only = all.front();
  // In double quotes it is a name, which SQLite reads as a string if no column has that name.
  if (only.kind == sql_token_kind::quoted) return only.text.back() == '\'';
  return is_number(only) || is_one_of(only, words);
}

}  // namespace

bool is_sqlite_literal(std::string_view expression) {
  return is_literal(without_parentheses(sqlite_tokens(expression)));
}

bool is_sqlite_default(std::string_view expression) {
  constexpr std::array words = {"current_timestamp", "current_date", "current_time"};
  const tokens all = sqlite_tokens(expression);
  return is_enclosed(all) || is_literal(all) || (all.size() == 1 && is_one_of(all[0], words));
}

bool is_now(std::string_view expression) {
  const tokens all = without_parentheses(sqlite_tokens(expression));
  return all.size() == 3 && all[0].is("now") && all[1].kind == sql_token_kind::open &&
         all[2].kind == sql_token_kind::close;
}

}  // namespace revise
