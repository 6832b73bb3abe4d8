#include "sql/quoted_value.h"

#include "util/ascii.h"

namespace revise {

namespace {

std::size_t backslashes_before(const counted_text& text, std::size_t place, std::size_t begin) {
  std::size_t count = 0;
  while (place > begin && text.at(place - 1) == '\\') --place, ++count;
  return count;
}

bool separates(char c) {
  return c == '\0' || ascii::is_space(c) || c == ',' || c == ';' || c == ')' || c == '|' ||
         c == ':' || c == '}' || c == ']';
}

struct opening {
  char quote;
  std::size_t backslashes;
  std::size_t count;
  bool has_escapes;
};

// Reads a value up to a run of quotes that is longer than an embedded quote.
quoted_value read_value(const counted_text& text, std::size_t begin, const opening& by) {
  std::size_t end = begin;
  while (end < text.size()) {
    end = text.find(std::string_view(&by.quote, 1), end);
    const std::size_t run = text.behind(end, [&by](char c) { return c == by.quote; }) - end;
    const std::size_t escapes = backslashes_before(text, end, begin);
    if (run == 0) break;
    if (by.backslashes > 0) {
      if (escapes <= by.backslashes) return {begin, end - escapes, end + 1};
      end += 1;
      continue;
    }
    // A server without standard_conforming_strings reads the backslash as an escape. So it is read
    // as one here if a word follows, because no word follows a literal.
    const bool is_escaped =
        escapes % 2 == 1 && (by.has_escapes || ascii::is_word(text.at(end + run)));
    const std::size_t quotes = is_escaped ? run - 1 : run;
    const std::size_t embedded = quotes / (2 * by.count) * (2 * by.count);
    end += (is_escaped ? 1 : 0) + embedded;
    if (quotes > embedded) return {begin, end, end + std::min(by.count, quotes - embedded)};
  }
  return {begin, text.size(), text.size()};
}

std::optional<quoted_value> dollar_quoted_at(const counted_text& text, std::size_t place) {
  if (text.at(place) != '$' || ascii::is_digit(text.at(place + 1))) return std::nullopt;
  constexpr std::size_t longest_tag = 64;
  const std::size_t open = text.behind(place + 1, ascii::is_word);
  if (text.at(open) != '$' || open - place > longest_tag) return std::nullopt;
  const std::string_view tag = text.part(place, open + 1);
  const std::size_t close = text.find(tag, open + 1);
  return quoted_value{open + 1, close, std::min(close + tag.size(), text.size())};
}

}  // namespace

std::size_t quotes_at(const counted_text& text, std::size_t place) {
  const std::size_t quote = text.behind(place, [](char c) { return c == '\\'; });
  const char c = text.at(quote);
  if (!is_quote(c)) return 0;
  // With backslashes, each quote is a single character.
  const std::size_t end =
      quote > place ? quote + 1 : text.behind(quote, [c](char other) { return other == c; });
  return end - place;
}

std::optional<quoted_value> quoted_value_at(const counted_text& text, std::size_t place,
                                            bool in_literal) {
  opening by{.quote = '\0', .backslashes = 0, .count = 0, .has_escapes = false};
  if (text.is_at(place, "U&") || text.is_at(place, "u&")) {
    place += 2;
  } else if (ascii::is_word(text.at(place)) && text.at(place + 1) == '\'') {
    by.has_escapes = ascii::lower(text.at(place)) == 'e';
    ++place;
  }
  const std::size_t run = quotes_at(text, place);
  if (run == 0) return dollar_quoted_at(text, place);
  const std::size_t begin = place + run;
  by.quote = text.at(begin - 1);
  by.backslashes = text.at(place) == '\\' ? run - 1 : 0;
  by.count = by.backslashes > 0 ? 1 : run;
  // JSON has backslash escapes in double quotes.
  if (by.quote == '"') by.has_escapes = true;
  if (by.count % 2 == 1 && by.backslashes == 0) {
    // `'''x'` begins with an embedded quote.
    by.count = 1;
    return read_value(text, place + 1, by);
  }
  const bool is_whole = by.backslashes == 0 && separates(text.at(begin));
  // '' is empty, and '''' is a quote. Inside another literal, they begin a nested literal.
  if (is_whole && (!in_literal || by.count > 2)) {
    return quoted_value{place + 1, begin - 1, begin};
  }
  return read_value(text, begin, by);
}

}  // namespace revise
