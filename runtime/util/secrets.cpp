#include "util/secrets.h"

#include <algorithm>
#include <array>
#include <optional>

namespace revise {

namespace {

constexpr std::string_view mask = "***";
constexpr std::array<std::string_view, 4> secret_words = {"password", "passwd", "passphrase",
                                                          "secret"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

class finder {
 public:
  explicit finder(std::string_view text) : text_(text) {}

  std::vector<text_range> all() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (is_at(i, "://")) {
        i = std::max(i, take_url(i + 3));
      } else if (const std::size_t end = secret_word_end(i); end != i) {
        i = std::max(end, take_value(end)) - 1;
      }
    }
    return std::move(found_);
  }

 private:
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  bool is_at(std::size_t place, std::string_view what) const {
    return text_.substr(std::min(place, text_.size())).starts_with(what);
  }

  // Behind a word that ends so and of which this is the last part.
  std::size_t secret_word_end(std::size_t from) const {
    for (const std::string_view word : secret_words) {
      if (text_.size() - from < word.size() || is_word(at(from + word.size()))) continue;
      if (std::equal(word.begin(), word.end(), text_.begin() + static_cast<std::ptrdiff_t>(from),
                     [](char a, char b) { return a == lower(b); })) {
        return from + word.size();
      }
    }
    return from;
  }

  std::size_t behind_gap(std::size_t from) const {
    for (;;) {
      if (is_space(at(from))) {
        ++from;
      } else if (is_at(from, "--")) {
        from = std::min(text_.find('\n', from), text_.size());
      } else if (is_at(from, "/*")) {
        const std::size_t close = text_.find("*/", from + 2);
        from = close == std::string_view::npos ? text_.size() : close + 2;
      } else {
        return from;
      }
    }
  }

  // user:password@host. Also where what should be percent-encoded is not.
  std::size_t take_url(std::size_t from) {
    std::size_t end = from;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '\'' && text_[end] != '"') {
      ++end;
    }
    const std::string_view url = text_.substr(from, end - from);
    const std::size_t colon = url.find(':');
    const std::size_t sign = url.rfind('@');
    if (sign == std::string_view::npos || colon == std::string_view::npos || colon > sign) {
      return from - 1;
    }
    add(from + colon + 1, from + sign);
    return from + sign;
  }

  // What belongs to the word that ends at `from`. Returns where to go on.
  std::size_t take_value(std::size_t from) {
    // It may be "password" or 'password', the latter among values, too: f('password', '…').
    const bool is_literal = at(from) == '\'';
    std::size_t place = behind_gap(is_literal || at(from) == '"' ? from + 1 : from);
    if (is_literal && at(place) == ',') place = behind_gap(place + 1);
    bool is_assigned = false;
    while (at(place) == '=' || at(place) == ':' || at(place) == '>') {
      is_assigned = true;
      ++place;
    }
    place = behind_gap(place);
    const std::size_t value = place;
    if (const auto end = take_literal(place)) return *end;
    // An expression around the literal: crypt('…'), ('…').
    while (is_assigned && (is_word(at(place)) || at(place) == '.')) ++place;
    if (at(place) == '(') {
      while (at(place) == '(' || is_space(at(place))) ++place;
      if (const auto end = take_literal(place)) return *end;
    }
    return is_assigned ? take_bare(value) : from;
  }

  // In a connection string: up to a blank, or to the end of the literal it stands in.
  std::size_t take_bare(std::size_t from) {
    if (at(from) == '$' || at(from) == '%' || at(from) == '?') return from;  // a placeholder
    std::size_t end = from;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '\'' && text_[end] != '"') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    if (end > from) add(from, end);
    return end;
  }

  // Behind the literal that begins there; nothing where none does.
  std::optional<std::size_t> take_literal(std::size_t from) {
    std::size_t quote = from;
    bool has_escapes = false;
    if (is_at(quote, "U&") || is_at(quote, "u&")) {
      quote += 2;
    } else if (is_word(at(quote)) && at(quote + 1) == '\'') {
      has_escapes = lower(at(quote)) == 'e';
      ++quote;
    }
    if (at(quote) == '\'' || at(quote) == '"') {
      if (const auto end = take_doubled(quote, std::string(2, at(quote)))) return end;
      return take_quoted(quote, has_escapes);
    }
    // Of a literal within E'…'.
    if (is_at(quote, "\\'")) return take_doubled(quote, "\\'");
    return take_dollar_quoted(from);
  }

  // '' at both ends: a literal within a literal.
  std::optional<std::size_t> take_doubled(std::size_t from, std::string_view quotes) {
    const char next = at(from + 2);
    const bool is_empty =
        next == '\0' || is_space(next) || next == ',' || next == ';' || next == ')';
    if (!is_at(from, quotes) || is_empty) return std::nullopt;
    const std::size_t close = std::min(text_.find(quotes, from + 2), text_.size());
    add(from + 2, close);
    return close;
  }

  std::size_t take_quoted(std::size_t from, bool has_escapes) {
    const char quote = at(from);
    std::size_t end = from + 1;
    for (; end < text_.size(); ++end) {
      if (has_escapes && text_[end] == '\\') {
        ++end;
      } else if (text_[end] == quote) {
        if (at(end + 1) != quote) break;
        ++end;
      }
    }
    end = std::min(end, text_.size());
    add(from + 1, end);
    // Another one is a part of the same, or a mistake.
    const std::size_t next = behind_gap(end + 1);
    return quote == '\'' && at(next) == quote ? take_quoted(next, has_escapes) : end + 1;
  }

  std::optional<std::size_t> take_dollar_quoted(std::size_t from) {
    if (at(from) != '$') return std::nullopt;
    std::size_t open = from + 1;
    while (is_word(at(open))) ++open;
    if (at(open) != '$' || is_digit(at(from + 1))) return std::nullopt;
    const std::string_view tag = text_.substr(from, ++open - from);
    const std::size_t close = std::min(text_.find(tag, open), text_.size());
    add(open, close);
    return std::min(close + tag.size(), text_.size());
  }

  void add(std::size_t begin, std::size_t end) {
    if (begin < end) found_.push_back({begin, end});
  }

  std::string_view text_;
  std::vector<text_range> found_;
};

}  // namespace

std::vector<text_range> secrets_in(std::string_view text) { return finder(text).all(); }

std::string without_secrets(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  for (const text_range& secret : secrets_in(text)) {
    result += text.substr(at, secret.begin - at);
    result += mask;
    at = secret.end;
  }
  result += text.substr(at);
  return result;
}

std::size_t offset_without_secrets(std::string_view text, std::size_t offset) {
  std::size_t result = offset;
  for (const text_range& secret : secrets_in(text)) {
    if (secret.begin >= offset) break;
    const std::size_t taken = std::min(secret.end, offset) - secret.begin;
    result = result - taken + (offset >= secret.end ? mask.size() : 0);
  }
  return result;
}

}  // namespace revise
