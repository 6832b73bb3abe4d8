// The part of secret_finder that reads the value that belongs to the name of a secret.
#include <algorithm>
#include <array>

#include "sql/secret_finder.h"
#include "util/ascii.h"

namespace revise {

namespace {

bool ends_value(char c) { return ascii::is_space(c) || is_quote(c); }

bool is_no_secret(std::string_view word) {
  constexpr std::array<std::string_view, 6> words = {"null", "true",    "false",
                                                     "none", "default", "not"};
  return std::find(words.begin(), words.end(), ascii::lower(word)) != words.end();
}

}  // namespace

std::size_t secret_finder::value_of(secret_kind kind, std::size_t from, std::size_t end) {
  const bool touches_quote = is_quote(text_.at(end)) || text_.at(end) == '\\';
  const std::size_t run = touches_quote ? quotes_at(text_, end) : 0;
  const bool is_quoted = run > 0 && from > 0 && text_.at(from - 1) == text_.at(end + run - 1);
  // Matches 'password', and the end of '… password', but not password'x'.
  const bool is_closed = is_quoted || (run > 0 && in_literal());
  if (const auto next = put_together(from, end, is_closed)) return *next;
  std::size_t place = behind_gap(is_closed ? end + run : end);
  const std::size_t name_end = is_closed ? end + run : end;
  bool is_assigned = is_assignment(place);
  if (!is_assigned) {
    const std::size_t behind = behind_declaration(place);
    is_assigned = behind != place;
    place = behind;
  }
  const std::size_t value = is_assigned ? behind_gap(place) : place;
  const bool is_tight = is_assigned && value == name_end + 1;
  if (is_assigned) {
    if (const auto next = put_together(from, value, false)) return *next;
  }
  if (kind == secret_kind::header && !is_assigned) return end;
  // In password''x'', the quotes do not close the surrounding literal.
  if (is_closed && !is_assigned && !is_quoted && run % 2 == 0) {
    if (const auto next = literal(end)) return *next;
  }
  const char c = text_.at(value);
  const bool may_follow = is_assigned || kind == secret_kind::password || c != '"';
  const bool is_alias = is_closed && !is_assigned && text_.at(end + run - 1) == '\'';
  if (may_follow && !is_alias) {
    if (const auto next = placeholder(value)) return *next;
    if (const auto next = literal(value)) return *next;
  }
  if (const auto next = expression(value, is_assigned)) return *next;
  const bool is_option = !is_assigned && from > 0 && text_.at(from - 1) == '-' && in_literal();
  if (!is_assigned && !is_option) return end;
  if (kind == secret_kind::header) return header_value(value);
  if (is_assigned && in_literal() && value >= url_end_) {
    if (c == '[' || c == '{') return container(value);
    const bool is_line = text_.at(place - 1) == ':' && value > place && !is_unsure_;
    if (is_line && !is_no_secret(word_at(value))) return rest_of_line(value);
  }
  return value_without_quotes(value, is_tight || is_option, end);
}

std::size_t secret_finder::value_of_variable(std::size_t end) {
  std::size_t place = behind_gap(end);
  const std::size_t name_end = place;
  place = behind_declaration(place);
  if (place == name_end && !is_assignment(place)) {
    // As in name TYPE = 'x', name TYPE default 'x'.
    constexpr std::size_t longest_type = 64;
    std::size_t at = place;
    while (at < place + longest_type && text_.at(at) != ';' && text_.at(at) != ',' &&
           text_.at(at) != '=' && !is_quote(text_.at(at)) && at < text_.size()) {
      const bool begins_word = at == place || ascii::is_space(text_.at(at - 1));
      const std::string next = begins_word ? ascii::lower(word_at(at)) : "";
      if (next == "where" || next == "from" || next == "and" || next == "or") return end;
      if (next == "default") {
        at += sizeof "default" - 1;
        break;
      }
      ++at;
    }
    place = text_.at(at) == '=' ? at + 1 : at;
  }
  return literal(behind_gap(place)).value_or(end);
}

// Handles concatenation: '… password ' || 'x', concat('… password ', 'x'), f('password', 'x'). A
// literal ends at `end`, and the text after it is appended to it. `is_closed`: the quotes at `end`
// close it.
std::optional<std::size_t> secret_finder::put_together(std::size_t from, std::size_t end,
                                                       bool is_closed) {
  std::size_t place = end;
  std::string_view tag;
  for (int runs = 0; runs < 2; ++runs) {
    const std::size_t next = runs == 0 ? text_.behind_spaces(place) : place;
    std::size_t run = is_closed || in_literal() ? quotes_at(text_, next) : 0;
    if (run == 0 && closes_dollar_quote(next)) {
      tag = text_.part(next, next + word_at(next + 1).size() + 2);
      run = tag.size();
    }
    if (run == 0) break;
    place = next + run;
  }
  if (place == end) return std::nullopt;
  const std::size_t next = behind_gap(place);
  const bool is_joined = text_.is_at(next, "||");
  const bool is_followed = text_.at(next) == ',' && is_argument(from, end);
  if (!is_joined && !is_followed) return std::nullopt;
  if (!tag.empty()) close_dollar_quote(tag);
  if (is_joined) {
    begin_expression(false, true);
    return next + 2;
  }
  const std::size_t value = behind_gap(next + 1);
  if (const auto behind = placeholder(value)) return behind;
  if (const auto behind = literal(value)) return behind;
  begin_expression(false, true);
  return value;
}

// Returns whether the literal that ends with the name is an argument, and its value the next
// argument.
bool secret_finder::is_argument(std::size_t name, std::size_t name_end) const {
  if (brackets_.empty() || brackets_.back() == bracket::list) return false;
  const bool is_whole = name > 0 && is_quote(text_.at(name - 1)) && is_quote(text_.at(name_end));
  if (!is_whole) {
    // 'app.password' is a name too; 'enter a password' is not.
    const bool has_dot = name > 0 && text_.at(name - 1) == '.';
    return has_dot || brackets_.back() == bracket::text_call;
  }
  std::size_t quote = name - 1;
  while (quote > 0 && is_quote(text_.at(quote - 1))) --quote;
  // As in data ->> 'password'.
  while (quote > 0 && text_.at(quote - 1) == ' ') --quote;
  return quote == 0 || text_.at(quote - 1) != '>';
}

// Skips =, :=, =>, : and comparisons.
bool secret_finder::is_assignment(std::size_t& place) const {
  constexpr std::array<std::string_view, 7> signs = {":=", "=>", "==", "<>", "!=", "=", ":"};
  if (text_.is_at(place, "::")) return false;
  for (const std::string_view sign : signs) {
    if (!text_.is_at(place, sign)) continue;
    place += sign.size();
    return true;
  }
  // As in set app.password to 'x'.
  if (ascii::lower(word_at(place)) != "to") return false;
  const std::size_t value = behind_gap(place + 2);
  if (quotes_at(text_, value) == 0) return false;
  place = value;
  return true;
}

// Returns the end of the sign in password constant text := 'x'; `from` if there is none.
std::size_t secret_finder::behind_declaration(std::size_t from) const {
  constexpr std::size_t longest_type = 64;
  for (std::size_t at = from; at < from + longest_type; ++at) {
    if (text_.is_at(at, ":=")) return at + 2;
    const char c = text_.at(at);
    const bool is_type = ascii::is_word(c) || ascii::is_space(c) || c == '.' || c == '(' ||
                         c == ')' || c == '[' || c == ']' || c == '%';
    if (!is_type) return from;
  }
  return from;
}

std::optional<std::size_t> secret_finder::literal(std::size_t from) {
  if (closes_dollar_quote(from)) return std::nullopt;
  auto value = quoted_value_at(text_, from, in_literal());
  if (!value) return std::nullopt;
  const bool is_single = text_.at(value->begin - 1) == '\'';
  // A following literal is part of the value, or a mistake.
  constexpr int most_parts = 64;
  for (int i = 0; i < most_parts; ++i) {
    const std::size_t content = behind_placeholder(value->begin);
    if (content == value->end && content > value->begin) {
      awaits_ = awaited::arguments;
    } else {
      add(value->begin, value->end);
    }
    const std::size_t next = behind_gap(value->behind);
    if (text_.is_at(next, "||")) {
      begin_expression(false, true);
      return next + 2;
    }
    const bool goes_on = is_single && text_.at(next) == '\'' && next > value->behind;
    if (!goes_on || quotes_.in_literal()) break;
    const std::size_t before = value->behind;
    value = quoted_value_at(text_, next, in_literal());
    if (!value) return before;
  }
  return value->behind;
}

bool secret_finder::begins_literal(std::size_t place) const {
  const bool has_prefix = ascii::is_word(text_.at(place)) && text_.at(place + 1) == '\'';
  return has_prefix || text_.at(place) == '$' || quotes_at(text_, place) > 0;
}

// Returns the end of a placeholder: %L, %1$s, %, $1, ?, :name; `from` if there is none.
std::size_t secret_finder::behind_placeholder(std::size_t from) const {
  constexpr std::size_t longest = 16;
  std::size_t at = from + 1;
  switch (text_.at(from)) {
    case '%':
      while (at < from + longest && (ascii::is_digit(text_.at(at)) || text_.at(at) == '$')) ++at;
      if (text_.at(at) == 's' || text_.at(at) == 'L' || text_.at(at) == 'I') ++at;
      break;
    case '$':
      while (at < from + longest && ascii::is_digit(text_.at(at))) ++at;
      if (at == from + 1) return from;
      break;
    case '?':
      break;
    default:
      return from;
  }
  const char next = text_.at(at);
  const bool is_whole = next == '\0' || ends_value(next) || next == '\\' || next == ',' ||
                        next == ';' || next == ')' || next == '}' || next == '&' || next == '@' ||
                        next == '$';
  return is_whole ? at : from;
}

std::optional<std::size_t> secret_finder::placeholder(std::size_t from) {
  const std::size_t behind = behind_placeholder(from);
  if (behind == from) return std::nullopt;
  awaits_ = text_.at(from) == '%' ? awaited::arguments : awaited::using_values;
  return behind;
}

// Begins an expression: crypt('x', …), ('x'), case … end, other || 'x'. If nothing is assigned to
// the name, only a call with a literal counts: password quote_literal('x'), create_secret('x').
std::optional<std::size_t> secret_finder::expression(std::size_t from, bool is_assigned) {
  const std::string_view first = word_at(from);
  std::size_t place = from + first.size();
  while (is_assigned && text_.at(place) == '.' && ascii::is_word(text_.at(place + 1))) {
    place += 1 + word_at(place + 1).size();
  }
  const std::size_t next = behind_gap(place);
  const bool is_call = text_.at(next) == '(';
  if (is_assigned) {
    const bool is_one = (is_call && (next == place || first.empty())) ||
                        ascii::lower(first) == "case" ||
                        (!first.empty() && text_.is_at(next, "||"));
    if (!is_one) return std::nullopt;
    begin_expression(false, true);
    return from;
  }
  const std::string called = ascii::lower(first);
  const bool is_list = called == "in" || called == "values" || called == "any" || called == "all";
  if (!is_call || is_list || next != place) return std::nullopt;
  const std::size_t argument = behind_gap(next + 1);
  if (!begins_literal(argument)) return std::nullopt;
  begin_expression(false, true);
  if (first.empty()) {
    hidden_->depth += 1;
    hidden_->has_arguments = true;
  }
  return from;
}

// Reads a value without quotes, up to a blank or the end of its literal, in a connection string, a
// command, a header or a document. In SQL outside of a literal, a value without quotes is more
// likely a column than a secret.
std::size_t secret_finder::value_without_quotes(std::size_t from, bool is_tight,
                                                std::size_t otherwise) {
  const bool in_url = from < url_end_;
  const bool is_sql = !in_literal();
  std::size_t end = from;
  while (end < text_.size() && !ends_value(text_.at(end))) {
    const char c = text_.at(end);
    if (in_url && (c == '&' || c == '#')) break;
    if (is_sql && (c == ',' || c == ')' || c == ';')) break;
    if (c != '\\') {
      ++end;
    } else if (text_.is_at(end + 1, "''")) {
      end += 3;  // an escaped quote, doubled for the surrounding literal
    } else if (is_quote(text_.at(end + 1))) {
      break;
    } else {
      end += 2;
    }
  }
  end = std::min(end, text_.size());
  std::string_view value = text_.part(from, end);
  if (is_no_secret(value.substr(0, value.find_first_of(",}]);")))) return otherwise;
  if (is_sql) {
    const std::size_t dot = value.rfind('.');
    const bool is_column =
        dot != std::string_view::npos || secret_kind_of(value) != secret_kind::none;
    if (!is_tight || is_column) return otherwise;
  }
  add(from, end);
  return std::max(end, otherwise);
}

}  // namespace revise
