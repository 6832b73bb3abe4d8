#include "sql/secret_regions.h"

#include <algorithm>
#include <utility>

#include "util/ascii.h"

namespace revise {

namespace {

// A literal at this depth is not read as SQL.
constexpr int deepest_region = 6;

bool is_of_sign(char c) {
  return c != '\0' && std::string_view("+-*/<>=~!@#%^&|?:").find(c) != std::string_view::npos;
}

// Returns whether `c` may follow the last literal of a text.
bool is_of_end(char c) { return ascii::is_space(c) || c == ')' || c == ';'; }

}  // namespace

std::vector<text_range> secret_regions::all() {
  read(0, {text_.size(), 1, 0});
  return std::move(found_);
}

bool secret_regions::read(std::size_t begin, const region& in) {
  const region quoted{in.end, in.width * 2, in.depth + 1};
  const region inner{in.end, in.width, in.depth + 1};
  bool mentions_secret = false;
  secret_statement statement;
  const auto finish = [&] {
    statement.finish(found_);
    constexpr std::size_t most_variables = 64;
    for (const std::string& name : statement.variables()) {
      // A literal may contain a document instead of code.
      if (in.width == 1 && variables_.size() < most_variables) variables_.insert(name);
    }
    mentions_secret = mentions_secret || statement.mentions_secret();
    statement = secret_statement();
  };
  bool touches_e = false;  // the preceding word is E, as in E'…'
  for (std::size_t place = begin; place < in.end;) {
    const char c = text_.at(place);
    const bool has_escapes = std::exchange(touches_e, false);
    if (ascii::is_word(c)) {
      const std::size_t end = std::min(text_.behind(place, ascii::is_word), in.end);
      const std::string_view word = text_.part(place, end);
      touches_e = ascii::lower(c) == 'e' && word.size() == 1;
      const bool is_prefix = word.size() == 1 && text_.at(end) == '\'';
      const bool is_unicode = word.size() == 1 && text_.is_at(end, "&'");  // U&'…'
      if (!is_prefix && !is_unicode) statement.word(word);
      place = end + (is_unicode ? 1 : 0);
    } else if (const auto literal = literal_at(place, in, has_escapes)) {
      place = read_literal(*literal, quoted, statement);
      // As in 'it's': what looks like a literal may be the text between two literals.
      if (!is_balanced_ && ascii::is_word(text_.at(place))) finish();
    } else if (const auto dollars = dollar_quoted_at(place, in)) {
      place = read_literal(*dollars, inner, statement);
    } else if (const auto comment = comment_at(place, in)) {
      if (in.depth < deepest_region) read(comment->begin, {comment->end, in.width, in.depth + 1});
      place = comment->behind;
    } else if (c == ';') {
      finish();
      ++place;
    } else if (is_of_sign(c) ||
               (c != '\0' && std::string_view(",.()[]").find(c) != std::string_view::npos)) {
      const std::size_t end = is_of_sign(c) ? behind_sign(place, in) : place + 1;
      statement.sign(text_.part(place, end));
      place = end;
    } else {
      // A quoted name is read like an unquoted one.
      ++place;
    }
  }
  finish();
  return mentions_secret;
}

std::size_t secret_regions::read_literal(const piece& literal, const region& content,
                                         secret_statement& statement) {
  const bool mentions_secret = content.depth <= deepest_region &&
                               read(literal.begin, {literal.end, content.width, content.depth});
  statement.literal({literal.begin, literal.end}, text_.part(literal.begin, literal.end),
                    mentions_secret);
  return literal.behind;
}

// Sets `count` to the number of quotes at `place`, and returns the position after them. A quote
// consists of `width` characters, or is \' in E'…'.
std::size_t secret_regions::behind_quotes(std::size_t place, const region& in,
                                          std::size_t& count) const {
  std::size_t characters = 0;
  while (place < in.end) {
    const char c = text_.at(place);
    const bool is_escaped = in.width == 2 && c == '\\' && text_.at(place + 1) == '\'';
    if (c != '\'' && !is_escaped) break;
    characters += is_escaped ? 2 : 1;
    place += is_escaped ? 2 : 1;
  }
  count = characters / in.width;
  return place;
}

std::optional<secret_regions::piece> secret_regions::literal_at(std::size_t place, const region& in,
                                                                bool has_escapes) const {
  const char c = text_.at(place);
  if (c != '\'' && c != '\\') return std::nullopt;
  std::size_t count = 0;
  std::size_t at = behind_quotes(place, in, count);
  if (count == 0) return std::nullopt;
  const std::size_t begin = place + in.width;
  if (count % 2 == 0) return piece{begin, at - in.width, at};
  bool is_escaped = false;
  while (at < in.end) {
    const char next = text_.at(at);
    if (next == '\\' && in.width == 1) {
      is_escaped = !is_escaped;
      ++at;
      continue;
    }
    const std::size_t behind = behind_quotes(at, in, count);
    if (behind == at) {
      ++at;
    } else {
      // A server without standard_conforming_strings reads the backslash as an escape, so it is
      // read as one here, as in quoted_value_at().
      const bool is_content = is_escaped && (has_escapes || ascii::is_word(text_.at(behind)));
      if (is_content) --count;
      if (count % 2 == 1) return piece{begin, behind - in.width, behind};
      at = behind;
    }
    is_escaped = false;
  }
  // The literal is not closed. In 'it's', ('x'), the last quote does not begin a literal.
  if (in.depth == 0 && text_.at(text_.behind(begin, is_of_end)) == '\0') return std::nullopt;
  return piece{begin, in.end, in.end};
}

// An unterminated quote ends with the region, so that the search for its end is not repeated.
std::optional<secret_regions::piece> secret_regions::dollar_quoted_at(std::size_t place,
                                                                      const region& in) const {
  if (text_.at(place) != '$' || ascii::is_digit(text_.at(place + 1)) ||
      in.depth >= deepest_region) {
    return std::nullopt;
  }
  constexpr std::size_t longest_tag = 64;
  std::size_t open = place + 1;
  while (open < place + longest_tag && ascii::is_word(text_.at(open))) ++open;
  if (text_.at(open) != '$' || open >= in.end) return std::nullopt;
  const std::string_view tag = text_.part(place, open + 1);
  const std::size_t found = text_.find_within(tag, open + 1, in.end - (open + 1));
  const std::size_t end = std::min(found, in.end);
  return piece{open + 1, end, std::min(end + tag.size(), in.end)};
}

std::optional<secret_regions::piece> secret_regions::comment_at(std::size_t place,
                                                                const region& in) const {
  const bool is_line = text_.is_at(place, "--");
  if (!is_line && !text_.is_at(place, "/*")) return std::nullopt;
  const std::string_view close = is_line ? "\n" : "*/";
  const std::size_t begin = std::min(place + 2, in.end);
  const std::size_t end = std::min(text_.find_within(close, begin, in.end - begin), in.end);
  return piece{begin, end, std::min(end + close.size(), in.end)};
}

std::size_t secret_regions::behind_sign(std::size_t from, const region& in) const {
  std::size_t end = from;
  while (end < in.end && is_of_sign(text_.at(end)) &&
         (end == from || (!text_.is_at(end, "--") && !text_.is_at(end, "/*")))) {
    ++end;
  }
  return end;
}

}  // namespace revise
