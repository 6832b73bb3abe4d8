#include "sql/sql_scanner.h"

#include <algorithm>

#include "util/ascii.h"

namespace revise {

namespace {

bool begins_word(char c) {
  return (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

bool continues_tag(char c) { return begins_word(c) || ascii::is_digit(c); }

// A `$` continues a word, so `a$b$c` is one name and contains no dollar quote.
bool continues_word(char c) { return continues_tag(c) || c == '$'; }

}  // namespace

bool sql_token::is(std::string_view word) const {
  return kind == sql_token_kind::word && ascii::is(text, word);
}

std::optional<sql_token> sql_scanner::next() {
  next_ = gap_end(next_);
  if (next_ >= text_.size()) {
    // The last statement needs no semicolon.
    if (is_postgresql()) strings_.follow({sql_token_kind::semicolon, {}, next_});
    return std::nullopt;
  }
  sql_token token{.kind = sql_token_kind::other, .text = {}, .offset = next_};
  next_ = token_end(next_, token.kind);
  token.text = text_.substr(token.offset, next_ - token.offset);
  if (is_postgresql()) strings_.follow(token);
  return token;
}

bool sql_scanner::is_space(char c) const {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
         (c == '\v' && is_postgresql());
}

// Returns the end of the comment that begins at `from`; `from` if there is none.
std::size_t sql_scanner::comment_end(std::size_t from) const {
  if (at(from) == '-' && at(from + 1) == '-') {
    return std::min(text_.find_first_of(is_postgresql() ? "\r\n" : "\n", from), text_.size());
  }
  if (at(from) != '/' || at(from + 1) != '*') return from;
  std::size_t depth = 1;
  std::size_t place = from + 2;
  while (place < text_.size() && depth > 0) {
    if (at(place) == '*' && at(place + 1) == '/') {
      --depth;
      place += 2;
    } else if (is_postgresql() && at(place) == '/' && at(place + 1) == '*') {
      ++depth;
      place += 2;
    } else {
      ++place;
    }
  }
  return place;
}

std::size_t sql_scanner::gap_end(std::size_t from) const {
  while (from < text_.size()) {
    const std::size_t end = is_space(at(from)) ? from + 1 : comment_end(from);
    if (end == from) break;
    from = end;
  }
  return from;
}

// A doubled closing character is part of the quoted text.
std::size_t sql_scanner::quote_end(std::size_t from, char closing) const {
  for (std::size_t place = from + 1;; place += 2) {
    place = text_.find(closing, place);
    if (place == std::string_view::npos) return text_.size();
    if (closing == ']' || at(place + 1) != closing) return place + 1;
  }
}

// Returns the end of E'...', from its quote. Quoted text on a following line continues the string
// and has its escapes:
//   E'a'
//   'b\'c'
std::size_t sql_scanner::escape_string_end(std::size_t from) const {
  std::size_t place = from + 1;
  while (place < text_.size()) {
    const char c = at(place++);
    if (c == '\\') {
      ++place;
    } else if (c == '\'') {
      if (at(place) == '\'') {
        ++place;
        continue;
      }
      std::size_t end = place;
      bool new_line = false;
      while (end < text_.size()) {
        if (is_space(at(end))) {
          new_line = new_line || at(end) == '\n' || at(end) == '\r';
          ++end;
        } else if (at(end) == '-' && at(end + 1) == '-') {
          end = comment_end(end);
        } else {
          break;
        }
      }
      if (!new_line || at(end) != '\'') return place;
      place = end + 1;
    }
  }
  return text_.size();
}

// Returns the end of $tag$...$tag$; `from` if no dollar quote begins there, as in $1.
std::size_t sql_scanner::dollar_quote_end(std::size_t from) const {
  std::size_t tag_end = from + 1;
  if (begins_word(at(tag_end))) {
    while (continues_tag(at(tag_end))) ++tag_end;
  }
  if (at(tag_end) != '$') return from;
  const std::string_view tag = text_.substr(from, tag_end + 1 - from);
  const std::size_t closing = text_.find(tag, tag_end + 1);
  return closing == std::string_view::npos ? text_.size() : closing + tag.size();
}

std::size_t sql_scanner::word_end(std::size_t from) const {
  while (continues_word(at(from))) ++from;
  return from;
}

std::size_t sql_scanner::token_end(std::size_t from, sql_token_kind& kind) const {
  const char c = at(from);
  kind = sql_token_kind::quoted;
  if (is_postgresql() && c == '\'' && !strings_.standard()) return escape_string_end(from);
  if (c == '\'' || c == '"') return quote_end(from, c);
  if (is_postgresql()) {
    if (ascii::lower(c) == 'e' && at(from + 1) == '\'') return escape_string_end(from + 1);
    if (c == '$') {
      const std::size_t end = dollar_quote_end(from);
      if (end != from) return end;
    }
  } else {
    if (c == '`') return quote_end(from, c);
    if (c == '[') return quote_end(from, ']');
  }
  if (begins_word(c)) {
    kind = sql_token_kind::word;
    return word_end(from);
  }
  kind = c == ';'   ? sql_token_kind::semicolon
         : c == '(' ? sql_token_kind::open
         : c == ')' ? sql_token_kind::close
                    : sql_token_kind::other;
  return from + 1;
}

}  // namespace revise
