#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace revise::catalog {

/// SQLite keeps the text of each CREATE statement; this reads it. Statements that mean the same may
/// be written in many ways, also by SQLite itself: `alter table t rename to u` leaves
/// `CREATE TABLE "u"`.
struct sql_token {
  enum class form : unsigned char { word, quoted_name, string, symbol };
  form kind;
  std::string text;  ///< of a quoted name what it says, of all others what stood there

  /// Whether it is this keyword, which is given in lower case.
  bool is(std::string_view keyword) const;

  /// Whether it is this symbol.
  bool is_symbol(std::string_view symbol) const { return kind == form::symbol && text == symbol; }

  bool is_name() const { return kind == form::word || kind == form::quoted_name; }
};

/// Without comments and white space. Never fails: what is no SQL comes back as symbols.
std::vector<sql_token> tokens_of(std::string_view sql);

/// Names in lower case.
using name_set = std::set<std::string, std::less<>>;

std::string lower(std::string_view text);

/// One text for all ways of writing the same: words in lower case, one space where one is needed.
/// A quoted name loses its quotes where it is one of `known`; any other keeps them, as SQLite
/// takes it for a string.
std::string text_of(std::span<const sql_token> tokens, const name_set& known);

/// Where the bracket that `tokens[open]` opens is closed; the last token where it never is.
std::size_t closing_bracket(std::span<const sql_token> tokens, std::size_t open);

}  // namespace revise::catalog
