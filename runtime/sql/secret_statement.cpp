#include "sql/secret_statement.h"

#include <algorithm>
#include <array>

#include "sql/secret_words.h"
#include "util/ascii.h"

namespace revise {

namespace {

constexpr std::size_t longest_key_word = 64;
// The deepest nesting of brackets that is followed.
constexpr std::size_t most_brackets = 1000;

template <std::size_t Count>
using key_words = std::array<std::string_view, Count>;

template <std::size_t Count>
bool is_among(const key_words<Count>& of, std::string_view word) {
  return std::find(of.begin(), of.end(), word) != of.end();
}

bool separates_clauses(std::string_view word) {
  constexpr key_words<37> separators = {
      "where",  "and",    "or",     "from",      "set",   "on",     "having", "returning",
      "using",  "when",   "then",   "else",      "elsif", "loop",   "group",  "order",
      "limit",  "values", "begin",  "declare",   "if",    "union",  "join",   "into",
      "raise",  "return", "do",     "add",       "alter", "column", "with",   "while",
      "offset", "fetch",  "except", "intersect", "window"};
  return is_among(separators, word);
}

bool is_comparing(std::string_view word) {
  return is_among(key_words<7>{"like", "ilike", "in", "similar", "between", "default", "generated"},
                  word);
}

// Returns whether `word` is a function that takes names and their values, or that compares its
// arguments.
bool takes_pairs(std::string_view word) {
  return is_among(
      key_words<14>{"json_object", "jsonb_object", "hstore", "jsonb_set", "jsonb_set_lax",
                    "jsonb_insert", "xmlelement", "string_to_array", "coalesce", "nullif",
                    "starts_with", "strpos", "regexp_like", "regexp_match"},
      word);
}

bool is_compared_sign(std::string_view sign) {
  const bool is_arrow = sign.starts_with("->") || sign.starts_with("#>");
  return !is_arrow && sign.find_first_of("=<>~") != std::string_view::npos;
}

// Returns whether the literal names a secret: smtp_password, app.password, {smtp,password},
// %password%.
bool names_secret(std::string_view content) {
  constexpr std::size_t longest = 128;
  if (content.size() > longest) return false;
  const bool is_array = content.starts_with('{');
  constexpr std::string_view around = "{}%$^*\"'()";
  const std::size_t begin = content.find_first_not_of(around);
  if (begin == std::string_view::npos) return false;
  content = content.substr(begin, content.find_last_not_of(around) + 1 - begin);
  if (content.find("://") != std::string_view::npos) return false;
  std::size_t from = 0;
  bool is_secret = false;
  for (std::size_t i = 0; i <= content.size(); ++i) {
    const char c = i < content.size() ? content[i] : ',';
    if (ascii::is_word(c) || c == '-' || c == '\\') continue;
    const bool divides = c == '.' || c == '/' || c == ':' || (is_array && (c == ',' || c == ' '));
    if (!divides && i < content.size()) return false;
    const bool names = secret_kind_of(content.substr(from, i - from)) != secret_kind::none;
    is_secret = names || (is_secret && is_array);
    from = i + 1;
  }
  return is_secret;
}

}  // namespace

void secret_statement::word(std::string_view text) {
  const std::string lower = ascii::lower(text.substr(0, longest_key_word));
  settle(token::word);
  if (had_columns_ && is_among(key_words<4>{"as", "values", "select", "overriding"}, lower)) {
    has_columns_ = true;
  }
  had_columns_ = false;
  if (words_ == 0) is_definition_ = lower == "create" || lower == "alter";
  constexpr std::size_t most_before_table = 8;
  if (words_++ < most_before_table && lower == "table") defines_table_ = is_definition_;
  begin_phrase(lower);
  if (previous_ == token::word) top().has_only_names = false;
  is_name_ = secret_kind_of(text) != secret_kind::none;
  mentions_secret_ = mentions_secret_ || is_name_;
  if (lower == "end" && top().kind == bracket::choice) {
    close();
    return advance(token::close, {});
  }
  advance(token::word, lower);
  if (lower == "case") open('(');
}

// Applies what a key word says about the text before and after it.
void secret_statement::begin_phrase(std::string_view word) {
  clause& current = top().current;
  if (word == "and" && current.is_between) {
    current.is_between = false;
  } else if (word == "from" && is_distinct_) {
    is_distinct_ = false;
  } else if (separates_clauses(word)) {
    named_before_set_ = word == "set" && current.has_name;
    separate();
    if (word != "and" && word != "or") end_select_list();
  }
  if (is_comparing(word)) current.compares = true;
  // As in set session "app.token" to 'x'.
  if (word == "to" && is_name_) current.compares = true;
  if (word == "between") current.is_between = true;
  // As in alter column password set default 'x'.
  if (word == "default" && word_ == "set" && named_before_set_) current.has_name = true;
  if (word == "distinct" && (word_ == "is" || word_ == "not")) {
    current.compares = is_distinct_ = true;
  }
  // As in create role a in role b password 'x' valid until 'y'.
  if (word_ == "in" && (word == "role" || word == "group")) current.compares = false;
  if (word == "select" || word == "values") has_values_ = true;
  if (word == "select" || word == "execute" || word == "returning") {
    top().selected = literals_.size();
  }
  const key_words<4> writing = {"insert", "update", "merge", "replace"};
  if (is_among(writing, word)) writes_ = true;
  if (word == "into" && !is_among(writing, word_)) top().is_into = true;
}

void secret_statement::sign(std::string_view text) {
  token next = token::sign;
  if (is_compared_sign(text)) next = token::comparison;
  if (text.starts_with("->") || text.starts_with("#>")) next = token::arrow;
  if (text == ".") next = token::dot;
  if (text == ",") next = token::comma;
  if (text == "(" || text == "[") next = token::open;
  if (text == ")" || text == "]") next = token::close;
  settle(next);
  had_columns_ = false;
  switch (next) {
    case token::comma:
      separate();
      break;
    case token::comparison:
      is_equality_ = text.back() == '=' || text == "=>";
      top().current.compares = true;
      top().has_only_names = false;
      break;
    case token::open:
      open(text[0]);
      break;
    case token::close:
      close();
      break;
    case token::dot:
      break;
    default:
      top().has_only_names = false;
      break;
  }
  is_name_ = false;
  advance(next, {});
}

void secret_statement::literal(text_range range, std::string_view content, bool mentions_secret) {
  settle(token::literal);
  had_columns_ = is_name_ = false;
  // The literal is the body of a function or a block.
  if (word_ == "as" || word_ == "do") return advance(token::literal, {});
  literal_mark mark{range, false, false, hidden_end_, kept_end_};
  hidden_end_ = kept_end_ = 0;
  top().has_only_names = false;
  before_literal_ = previous_;
  word_before_literal_ = word_;
  is_key_ = names_secret(content);
  mentions_secret_ = mentions_secret_ || is_key_ || mentions_secret;
  if (top().kind == bracket::setting || is_in_pairs()) {
    const bool is_setting = top().kind == bracket::setting;
    if (is_key_ || (mentions_secret && !is_setting)) add_name();
    mark.is_name = is_setting || (is_key_ && content.find(',') == std::string_view::npos);
    is_key_ = false;
  }
  literals_.push_back(mark);
  advance(token::literal, {});
}

bool secret_statement::is_in_pairs() const {
  const std::size_t depth = frames_.size();
  return top().kind == bracket::pairs ||
         (top().kind == bracket::list && depth > 1 && frames_[depth - 2].kind == bracket::pairs);
}

// Evaluates the token before `next`, because its meaning may depend on `next`.
void secret_statement::settle(token next) {
  settle_operand(next);
  settle_name(next);
  settle_key(next);
}

// Remembers the variable in password = variable.
void secret_statement::settle_operand(token next) {
  constexpr std::size_t most = 64;
  const bool is_variable = next != token::dot && next != token::open && next != token::arrow;
  const bool is_operand = previous_ == token::word && lead_token_ == token::comparison &&
                          is_equality_ && !is_name_ && !has_dot_ && is_variable;
  const key_words<10> values = {"default", "null", "true", "false", "case",
                                "array",   "any",  "all",  "some",  "not"};
  if (is_operand && operands_.size() < most && !is_among(values, word_)) operands_.push_back(word_);
}

void secret_statement::keep_variables(std::size_t first_operand) {
  for (std::size_t i = first_operand; i < operands_.size(); ++i) variables_.insert(operands_[i]);
}

// A name followed by a dot is the name of a table.
void secret_statement::settle_name(token next) {
  if (!is_name_ || next == token::dot) return;
  add_name();
  if (top().is_into) top().selects_into_secret = true;
}

void secret_statement::add_name() { top().current.has_name = top().has_name = true; }

// If the last literal is the name of a secret, decides from the context which value it names.
void secret_statement::settle_key(token next) {
  if (!is_key_) return;
  is_key_ = false;
  literal_mark& key = literals_.back();
  const bracket kind = top().kind;
  const bool is_last = next == token::close;
  const bool is_alone = before_literal_ == token::open && is_last;
  // As in key = lower('password'), (key) = ('password'), key = 'smtp_' || 'password'.
  const bool is_part = before_literal_ == token::sign && top().current.compares;
  const bool is_compared_alone = is_alone && (kind == bracket::call || kind == bracket::plain) &&
                                 frames_[frames_.size() - 2].current.compares &&
                                 !frames_[frames_.size() - 2].current.has_name;
  // As in data ->> 'password', data['password'], current_value('password').
  if (before_literal_ == token::arrow || kind == bracket::subscript ||
      (!is_compared_alone && kind == bracket::call && is_last &&
       before_literal_ != token::comparison)) {
    key.is_name = true;
    add_name();
    return;
  }
  const bool is_compared =
      is_compared_alone || is_part || before_literal_ == token::comparison ||
      next == token::comparison ||
      is_among(key_words<5>{"like", "ilike", "to", "when", "in"}, word_before_literal_) ||
      (word_before_literal_ == "from" && top().current.compares);
  if (is_compared) {
    // In password = 'secret', the literal is a bad password, not a name.
    if (!top().current.has_name) has_compared_key_ = key.is_key = true;
    return;
  }
  if (kind == bracket::in_list || kind == bracket::list) {
    top().has_key = key.is_key = true;
    (kind == bracket::in_list ? has_compared_key_ : has_listed_key_) = true;
    return;
  }
  const bool begins_item =
      before_literal_ == token::open || before_literal_ == token::comma ||
      is_among(key_words<3>{"select", "distinct", "all"}, word_before_literal_);
  const bool is_of_row = kind == bracket::plain || kind == bracket::statement;
  if (is_of_row && begins_item && !is_alone) has_listed_key_ = key.is_key = true;
}

void secret_statement::advance(token next, std::string_view word) {
  if (next == token::word && previous_ != token::dot) {
    lead_ = word_;
    lead_token_ = previous_;
  }
  has_dot_ = previous_ == token::dot;
  previous_ = next;
  word_ = word;
}

void secret_statement::open(char c) {
  if (frames_.size() >= most_brackets) {
    ++too_deep_;
    return;
  }
  const bool is_behind_word = previous_ == token::word;
  bracket kind = is_behind_word ? bracket::call : bracket::plain;
  bool is_column_list = false;
  if (c == '[') {
    kind = word_ == "array" || !is_behind_word ? bracket::list : bracket::subscript;
    if (previous_ == token::close) kind = bracket::subscript;
  } else if (word_ == "case") {
    kind = bracket::choice;
  } else if (word_ == "in") {
    kind = bracket::in_list;
  } else if (is_among(key_words<4>{"any", "all", "some", "enum"}, word_)) {
    kind = word_ == "enum" ? bracket::call : bracket::list;
  } else if (word_ == "gen_salt" || word_ == "current_setting") {
    kind = bracket::setting;
  } else if (takes_pairs(word_)) {
    kind = bracket::pairs;
  } else if (separates_clauses(word_) || word_ == "as" || word_ == "lateral" || word_ == "select") {
    kind = bracket::plain;
  } else if (is_behind_word) {
    is_column_list =
        word_ == "insert" || lead_ == "into" || lead_ == "as" || lead_token_ == token::close;
  }
  frame inner;
  inner.kind = kind;
  inner.current.first_operand = operands_.size();
  inner.current.first = inner.first = inner.selected = literals_.size();
  inner.is_column_list = is_column_list;
  inner.has_only_names = is_behind_word && c == '(';
  frames_.push_back(inner);
}

void secret_statement::close() {
  if (too_deep_ > 0) {
    --too_deep_;
    return;
  }
  if (frames_.size() == 1) return separate();
  separate();
  end_select_list();
  const frame inner = top();
  frames_.pop_back();
  if (inner.kind == bracket::pairs && inner.has_name) hide(inner.first);
  if (inner.has_key && inner.first < literals_.size()) {
    ++literals_[inner.first].kept_from;
    --kept_end_;
  }
  if (inner.has_name) add_name();
  if (inner.is_column_list && inner.has_name) has_columns_ = true;
  had_columns_ = inner.has_name && inner.has_only_names;
}

// Ends the clause, and begins another.
void secret_statement::separate() {
  end_clause();
  top().current = clause();
  top().current.first = literals_.size();
  top().current.first_operand = operands_.size();
  is_name_ = false;
}

void secret_statement::end_clause() {
  const clause& current = top().current;
  const bool has_secret = current.compares && current.has_name;
  if (has_secret) keep_variables(current.first_operand);
  if (has_secret || ends_with_alias()) hide(current.first);
}

// As in 'x' as password, 'x' password, 'x'::text password.
bool secret_statement::ends_with_alias() const {
  return previous_ == token::word && is_name_ &&
         (lead_token_ == token::word || lead_token_ == token::literal ||
          lead_token_ == token::close);
}

void secret_statement::end_select_list() {
  if (top().selects_into_secret) hide(top().selected);
  top().is_into = top().selects_into_secret = false;
}

// Hides the literals from `first` to the last one so far.
void secret_statement::hide(std::size_t first) {
  if (first >= literals_.size()) return;
  ++literals_[first].hidden_from;
  --hidden_end_;
}

void secret_statement::finish(std::vector<text_range>& found) {
  settle(token::close);
  too_deep_ = 0;
  while (frames_.size() > 1) close();
  separate();
  end_select_list();
  const bool defines = defines_table_ && !has_values_;
  const bool has_key = !defines && (has_compared_key_ || (has_listed_key_ && writes_));
  if (has_key) keep_variables(0);
  int hidden = 0;
  int kept = 0;
  for (const literal_mark& mark : literals_) {
    hidden += mark.hidden_from;
    kept += mark.kept_from;
    const bool is_value = has_key && kept == 0 && !mark.is_key;
    const bool is_secret = !mark.is_name && (hidden > 0 || is_value || has_columns_);
    if (is_secret && mark.range.begin < mark.range.end) found.push_back(mark.range);
  }
}

}  // namespace revise
