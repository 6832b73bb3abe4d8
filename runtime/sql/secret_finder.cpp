#include "sql/secret_finder.h"

#include <algorithm>
#include <array>

#include "util/ascii.h"

namespace revise {

namespace {

constexpr std::size_t longest_word = 64;

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_list(std::string_view word) {
  return is_one_of(word,
                   std::array<std::string_view, 6>{"in", "enum", "any", "all", "some", "array"});
}

bool joins_texts(std::string_view word) {
  return is_one_of(word, std::array<std::string_view, 3>{"concat", "concat_ws", "format"});
}

// Returns whether the word ends an expression, unless it is in brackets of the expression.
bool ends_expression(std::string_view word) {
  return is_one_of(word, std::array<std::string_view, 15>{
                             "where", "and", "or", "from", "returning", "when", "then", "else",
                             "loop", "valid", "into", "order", "group", "limit", "using"});
}

// The deepest nesting of brackets, and of dollar quotes, that is followed.
constexpr std::size_t deepest = 1000;

}  // namespace

secret_finder::secret_finder(std::string_view text, text_origin origin,
                             const std::set<std::string>& variables)
    : text_(text), quotes_(text), is_unsure_(true), variables_(variables) {
  if (origin == text_origin::server) return;
  quote_tracker all(text);
  all.advance_to(text.size());
  is_unsure_ = all.in_literal();
}

std::vector<text_range> secret_finder::all() {
  for (std::size_t place = 0; place < text_.size();) {
    quotes_.advance_to(place);
    place = std::max(step(place), place + 1);
  }
  found_.insert(found_.end(), earlier_.begin(), earlier_.end());
  return std::move(found_);
}

std::size_t secret_finder::step(std::size_t from) {
  const char c = text_.at(from);
  if (ascii::is_word(c)) return word(from);
  if (ascii::is_space(c)) return text_.behind_spaces(from);
  const std::size_t next = punctuation(from);
  previous_.clear();
  return next;
}

std::size_t secret_finder::punctuation(std::size_t from) {
  switch (text_.at(from)) {
    case '\'':
    case '"':
    case '\\':
      return quotes(from);
    case '$':
      return dollar(from);
    case ':':
      return text_.is_at(from, "://") ? url(from + 3) : from;
    case '?':
    case '&':
      return from < url_end_ ? url_parameter(from) : from;
    case '<':
    case '>':
      return tag(from);
    case '{':
    case '}':
      pair_ = pair{};
      return from;
    case '-':
      // An item of YAML begins.
      if (text_.at(from + 1) == ' ') pair_ = pair{};
      return text_.is_at(from, "-----BEGIN ") ? private_key(from) : command_option(from);
    case '(':
    case '[':
      open(text_.at(from));
      return from;
    case ')':
    case ']':
      close();
      return from;
    case ',':
      comma();
      return from;
    case ';':
      hidden_.reset();
      if (in_literal()) return from;
      pair_ = pair{};
      awaits_ = awaited::nothing;
      brackets_.clear();
      return from;
    default:
      return from;
  }
}

std::size_t secret_finder::word(std::size_t from) {
  std::size_t end = text_.behind(from, ascii::is_word);
  while (text_.at(end) == '-' && ascii::is_word(text_.at(end + 1))) {
    end = text_.behind(end + 1, ascii::is_word);
  }
  const std::string_view name = text_.part(from, end);
  previous_ = ascii::lower(name.substr(0, longest_word));
  if (hidden_ && hides_word(end)) return end;
  if (previous_ == "sshpass" || previous_.starts_with("mysql") || previous_ == "mariadb") {
    has_password_option_ = true;
  }
  if (previous_ == "bearer") return bearer(end, name);
  if (variables_.count(previous_) > 0) return value_of_variable(end);
  const secret_kind kind = secret_kind_of(name);
  if (is_value_of_pair(kind, from, end)) return value_of(secret_kind::key, from, end);
  return kind == secret_kind::none ? end : value_of(kind, from, end);
}

// Returns whether the word before `end` belongs to the hidden expression.
bool secret_finder::hides_word(std::size_t end) {
  const bool is_outermost = brackets_.size() <= hidden_->depth;
  if (is_outermost && ends_expression(previous_)) {
    const bool ends = !hidden_->has_arguments || previous_ == "using";
    if (ends) hidden_.reset();
    return !ends;
  }
  if (previous_ == "case") {
    open('(');
  } else if (previous_ == "end" && !is_outermost) {
    close();
  }
  const bool is_name = !ascii::is_digit(previous_[0]) && text_.at(end) != '\'' &&
                       text_.at(text_.behind_spaces(end)) != '(';
  constexpr std::size_t most_names = 64;
  if (hidden_ && hidden_->may_name_secrets && is_name && used_names_.size() < most_names) {
    used_names_.insert(previous_);
  }
  return true;
}

void secret_finder::begin_expression(bool has_arguments, bool may_name_secrets) {
  hidden_ = hidden_expression{brackets_.size(), has_arguments, may_name_secrets};
}

void secret_finder::open(char c) {
  bracket kind = previous_.empty() || previous_ == "values" ? bracket::rows : bracket::call;
  if (c == '[' || begins_list(previous_)) kind = bracket::list;
  if (joins_texts(previous_)) kind = bracket::text_call;
  if (previous_ == "gen_salt" || previous_ == "current_setting") kind = bracket::setting;
  if (brackets_.size() < deepest) brackets_.push_back(kind);
  if (!hidden_ && takes_secrets(previous_)) begin_expression(true, true);
}

void secret_finder::close() {
  if (hidden_ && brackets_.size() <= hidden_->depth) hidden_.reset();
  if (!brackets_.empty()) brackets_.pop_back();
}

void secret_finder::comma() {
  if (hidden_ && !hidden_->has_arguments && brackets_.size() <= hidden_->depth) hidden_.reset();
}

std::size_t secret_finder::quotes(std::size_t from) {
  const std::size_t run = quotes_at(text_, from);
  if (run == 0) return text_.behind(from, [](char c) { return c == '\\'; });
  const bool is_exempt = !brackets_.empty() && brackets_.back() == bracket::setting;
  if (hidden_ && !is_exempt) {
    // This quote ends the literal that contains the expression.
    if (run == 1 && text_.at(from) == '\'' && quotes_.in_literal() && !is_unsure_) {
      hidden_.reset();
      return from + run;
    }
    const bool has_prefix = previous_ == "e" && from > 0 && ascii::is_word(text_.at(from - 1));
    auto value = quoted_value_at(text_, from - (has_prefix ? 1 : 0), in_literal());
    if (!value) value = quoted_value_at(text_, from, in_literal());
    if (!value) return from + run;
    add(value->begin, value->end);
    return value->behind;
  }
  if (awaits_ != awaited::nothing) {
    const std::size_t next = behind_gap(from + run);
    const bool has_arguments = awaits_ == awaited::arguments && text_.at(next) == ',';
    if (has_arguments || word_at(next) == "using") {
      awaits_ = awaited::nothing;
      begin_expression(true, true);
      return has_arguments ? next : next + 5;
    }
  }
  return from + run;
}

// Reads a tag, which opens or closes a dollar quote.
std::size_t secret_finder::dollar(std::size_t from) {
  const std::size_t open = text_.behind(from + 1, ascii::is_word);
  if (text_.at(open) != '$' || ascii::is_digit(text_.at(from + 1))) return from;
  const std::string_view tag = text_.part(from, open + 1);
  if (closes_dollar_quote(from)) {
    close_dollar_quote(tag);
    hidden_.reset();
    const std::size_t next = behind_gap(open + 1);
    if (awaits_ == awaited::arguments && text_.at(next) == ',') {
      awaits_ = awaited::nothing;
      begin_expression(true, true);
      return next;
    }
    return open + 1;
  }
  if (hidden_) {
    if (const auto value = quoted_value_at(text_, from, in_literal())) {
      add(value->begin, value->end);
      return value->behind;
    }
  }
  constexpr std::size_t deepest_quote = 8;
  const bool is_code =
      is_one_of(previous_, std::array<std::string_view, 4>{"do", "as", "plpgsql", "sql"});
  if (dollar_quotes_.size() < deepest_quote) dollar_quotes_.push_back({tag, is_code});
  return open + 1;
}

bool secret_finder::closes_dollar_quote(std::size_t place) const {
  return std::any_of(dollar_quotes_.begin(), dollar_quotes_.end(),
                     [&](const dollar_quote& quote) { return text_.is_at(place, quote.tag); });
}

// Closes the dollar quote `tag`, and the dollar quotes inside it that were not closed.
void secret_finder::close_dollar_quote(std::string_view tag) {
  while (dollar_quotes_.back().tag != tag) dollar_quotes_.pop_back();
  dollar_quotes_.pop_back();
}

std::string_view secret_finder::word_at(std::size_t place) const {
  std::size_t end = place;
  while (end < place + longest_word && ascii::is_word(text_.at(end))) ++end;
  return text_.part(place, end);
}

std::size_t secret_finder::behind_gap(std::size_t from) const {
  constexpr int most_comments = 8;
  constexpr std::size_t longest_comment = 256;
  for (int i = 0; i < most_comments; ++i) {
    from = text_.behind_spaces(from);
    const bool is_line = text_.is_at(from, "--");
    if (!is_line && !text_.is_at(from, "/*")) return from;
    const std::string_view close = is_line ? "\n" : "*/";
    const std::size_t end = text_.find_within(close, from + 2, longest_comment);
    if (end == text_.size()) return from;
    from = end + close.size();
  }
  return from;
}

void secret_finder::add(std::size_t begin, std::size_t end) {
  if (!found_.empty()) begin = std::max(begin, found_.back().end);
  if (begin < end) found_.push_back({begin, end});
}

}  // namespace revise
