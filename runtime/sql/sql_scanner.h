#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/string_setting.h"
#include "util/database_kind.h"

namespace revise {

enum class sql_token_kind : unsigned char {
  word,    ///< a keyword or an unquoted name
  quoted,  ///< a string or a quoted name of any kind, with its quotes
  semicolon,
  open,   ///< (
  close,  ///< )
  other,  ///< any other single byte: of a number, an operator
};

struct sql_token {
  sql_token_kind kind;
  std::string_view text;
  std::size_t offset;  ///< offset of its first byte in the text

  /// Returns whether the token is the keyword `word`, which must be in lower case.
  bool is(std::string_view word) const;
};

/// The tokens of a statement, or its first tokens.
using sql_tokens = std::vector<sql_token>;

/// Returns whether token `i` exists and is `word`.
inline bool is_word(const sql_tokens& all, std::size_t i, std::string_view word) {
  return i < all.size() && all[i].is(word);
}

/// Splits SQL into tokens and skips white space and comments. It distinguishes only what is
/// necessary to tell a semicolon from one in a string. Its rules are those of the databases' own
/// scanners (PostgreSQL: manual 4.1, including the text's own changes of
/// standard_conforming_strings; SQLite: tokenize.c). An unterminated part ends with the text.
class sql_scanner {
 public:
  /// `script` must outlive the tokens. `standard_strings` is the value of
  /// standard_conforming_strings at the beginning of `script`; for SQLite it is always true.
  sql_scanner(std::string_view script, database_kind kind, bool standard_strings = true)
      : text_(script), kind_(kind), strings_(standard_strings) {}

  /// Returns the next token; null at the end.
  std::optional<sql_token> next();

  /// Returns the value of standard_conforming_strings after the last token.
  bool standard_strings() const { return strings_.standard(); }
  void set_standard_strings(bool standard) { strings_.set(standard); }

 private:
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }
  bool is_postgresql() const { return kind_ == database_kind::postgresql; }
  bool is_space(char c) const;
  std::size_t comment_end(std::size_t from) const;
  std::size_t gap_end(std::size_t from) const;
  std::size_t quote_end(std::size_t from, char closing) const;
  std::size_t escape_string_end(std::size_t from) const;
  std::size_t dollar_quote_end(std::size_t from) const;
  std::size_t word_end(std::size_t from) const;
  std::size_t token_end(std::size_t from, sql_token_kind& kind) const;

  std::string_view text_;
  database_kind kind_;
  string_setting strings_;
  std::size_t next_ = 0;
};

}  // namespace revise
