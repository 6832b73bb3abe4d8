#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/string_setting.h"
#include "util/database_kind.h"

namespace revise {

enum class sql_token_kind : unsigned char {
  word,    ///< a keyword or a name without quotes
  quoted,  ///< a string or a name in quotes of any kind, with them
  semicolon,
  open,   ///< (
  close,  ///< )
  other,  ///< any other single byte: digits, operators
};

struct sql_token {
  sql_token_kind kind;
  std::string_view text;
  std::size_t offset;  ///< of its first byte in the whole text

  /// Whether this is the keyword `word`, which is given in lower case.
  bool is(std::string_view word) const;
};

/// The tokens of a statement, or the first of them.
using sql_tokens = std::vector<sql_token>;

/// Whether there is a token `i` and it is `word`.
inline bool is_word(const sql_tokens& all, std::size_t i, std::string_view word) {
  return i < all.size() && all[i].is(word);
}

/// Cuts SQL into tokens, passing over white space and comments: just as far as it takes to tell a
/// semicolon from one that is a part of a string. The rules are those of the databases' own
/// scanners (PostgreSQL: manual 4.1, following what the text sets standard_conforming_strings to;
/// SQLite: tokenize.c). What is not closed goes on to the end of the text.
class sql_scanner {
 public:
  /// `script` must outlive the tokens. `standard_strings`: what standard_conforming_strings is at
  /// its beginning; SQLite knows no other.
  sql_scanner(std::string_view script, database_kind kind, bool standard_strings = true)
      : text_(script), kind_(kind), strings_(standard_strings) {}

  /// The next token; nothing at the end.
  std::optional<sql_token> next();

  /// What standard_conforming_strings is behind the last token.
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
