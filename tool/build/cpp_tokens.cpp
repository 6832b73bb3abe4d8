#include "build/cpp_tokens.h"

#include <algorithm>
#include <array>
#include <optional>

namespace revise::tool {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

bool continues_word(char c) { return begins_word(c) || is_digit(c); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

// Longer operators come first. Every other operator is one character.
constexpr std::array<std::string_view, 24> operators = {
    "...", "<=>", "<<=", "->*", "->", ".*", "::", "++", "--", "<<", "<=", ">=",
    "==",  "!=",  "&&",  "||",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
};

class lexer {
 public:
  explicit lexer(std::string_view text) : text_(text) {}

  std::vector<cpp_token> all() {
    while (skip_gap()) take_token();
    end_directive();
    return std::move(tokens_);
  }

 private:
  // The position after the line continuations at `from`. Compilers allow blanks after the
  // backslash.
  std::size_t behind_splices(std::size_t from) const {
    while (from < text_.size() && text_[from] == '\\') {
      std::size_t end = from + 1;
      while (end < text_.size() && is_blank(text_[end])) ++end;
      if (end == text_.size() || text_[end] != '\n') break;
      from = end + 1;
    }
    return from;
  }

  bool at_end() const { return behind_splices(at_) >= text_.size(); }

  // The `n`th character from the current position; NUL past the end.
  char peek(std::size_t n = 0) const {
    std::size_t place = behind_splices(at_);
    for (; n > 0 && place < text_.size(); --n) place = behind_splices(place + 1);
    return place < text_.size() ? text_[place] : '\0';
  }

  bool is_next(std::string_view what) const {
    for (std::size_t i = 0; i < what.size(); ++i) {
      if (peek(i) != what[i]) return false;
    }
    return true;
  }

  void skip(std::size_t count = 1) {
    for (; count > 0; --count) at_ = std::min(behind_splices(at_) + 1, text_.size());
  }

  void take(std::string& into) {
    at_ = behind_splices(at_);
    into += text_[at_++];
  }

  // Skips to the next token. Returns false at the end of the text.
  bool skip_gap() {
    while (!at_end()) {
      if (peek() == '\n') {
        end_directive();
        line_is_empty_ = true;
        skip();
      } else if (is_blank(peek())) {
        skip();
      } else if (is_next("//")) {
        while (!at_end() && peek() != '\n') skip();
      } else if (is_next("/*")) {
        skip(2);
        while (!at_end() && !is_next("*/")) skip();
        skip(2);
      } else {
        return true;
      }
    }
    return false;
  }

  void end_directive() {
    if (directive_start_) tokens_.push_back({cpp_token_kind::directive_end, {}});
    directive_start_.reset();
  }

  // Whether the current line is the directive `name` and the next token is the first one after that
  // name.
  bool is_behind_directive(std::string_view name) const {
    return directive_start_ && tokens_.size() == *directive_start_ + 2 && tokens_.back().is(name);
  }

  void add(cpp_token_kind kind, std::string text) { tokens_.push_back({kind, std::move(text)}); }

  void take_token() {
    const char c = peek();
    if (line_is_empty_ && c == '#') directive_start_ = tokens_.size();
    line_is_empty_ = false;
    if (c == '<' && (is_behind_directive("include") || is_behind_directive("include_next"))) {
      take_header_name();
    } else if (c == '"' || c == '\'') {
      take_quoted({});
    } else if (begins_word(c)) {
      take_word();
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      take_number();
    } else {
      take_operator();
    }
  }

  void take_header_name() {
    std::string name;
    while (!at_end() && peek() != '\n' && !name.ends_with('>')) take(name);
    while (is_blank(name.back())) name.pop_back();
    add(cpp_token_kind::plain, std::move(name));
  }

  void take_word() {
    const bool names_macro = is_behind_directive("define");
    std::string word;
    while (!at_end() && continues_word(peek())) take(word);
    const bool is_prefix = word == "u8" || word == "u" || word == "U" || word == "L";
    const bool is_raw =
        word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR";
    if ((is_prefix || is_raw) && peek() == '"') {
      if (is_raw && take_raw(word)) return;
      return take_quoted(std::move(word));
    }
    if (is_prefix && peek() == '\'') return take_quoted(std::move(word));
    if (names_macro && peek() == '(') take(word);
    add(cpp_token_kind::plain, std::move(word));
  }

  // Takes a raw string, starting at its quote. Returns false if no raw string begins there.
  bool take_raw(const std::string& prefix) {
    const std::size_t quote = behind_splices(at_);
    const std::size_t open = text_.find_first_of("()\\ \t\v\f\n\"", quote + 1);
    constexpr std::size_t longest_delimiter = 16;
    if (open == std::string_view::npos || text_[open] != '(' ||
        open - quote - 1 > longest_delimiter) {
      return false;
    }
    const std::string closing = ')' + std::string(text_.substr(quote + 1, open - quote - 1)) + '"';
    const std::size_t found = text_.find(closing, open);
    at_ = found == std::string_view::npos ? text_.size() : found + closing.size();
    std::string text = prefix + std::string(text_.substr(quote, at_ - quote));
    take_suffix(text);
    add(cpp_token_kind::special_string, std::move(text));
    return true;
  }

  void take_suffix(std::string& text) {
    while (!at_end() && begins_word(peek())) {
      while (!at_end() && continues_word(peek())) take(text);
    }
  }

  void take_quoted(std::string prefix) {
    const char quote = peek();
    std::string text = std::move(prefix);
    const bool has_prefix = !text.empty();
    take(text);
    while (!at_end() && peek() != '\n') {
      const char c = peek();
      take(text);
      if (c == quote) break;
      if (c == '\\' && !at_end() && peek() != '\n') take(text);
    }
    const std::size_t before_suffix = text.size();
    take_suffix(text);
    const bool is_special = has_prefix || text.size() != before_suffix;
    add(quote == '\'' ? cpp_token_kind::plain
        : is_special  ? cpp_token_kind::special_string
                      : cpp_token_kind::string,
        std::move(text));
  }

  // [lex.ppnumber]: 1'000, .5e-3, 0x1p+2.
  void take_number() {
    std::string number;
    take(number);
    while (!at_end()) {
      const char c = peek();
      const char last = number.back();
      const bool is_exponent = last == 'e' || last == 'E' || last == 'p' || last == 'P';
      const bool separates = c == '\'' && continues_word(peek(1));
      if (!continues_word(c) && c != '.' && !separates && !(is_exponent && (c == '+' || c == '-')))
        break;
      take(number);
    }
    add(cpp_token_kind::plain, std::move(number));
  }

  void take_operator() {
    std::string text;
    const auto* const found = std::find_if(operators.begin(), operators.end(),
                                           [this](std::string_view one) { return is_next(one); });
    const std::size_t length = found == operators.end() ? 1 : found->size();
    while (text.size() < length) take(text);
    add(cpp_token_kind::plain, std::move(text));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<cpp_token> tokens_;
  bool line_is_empty_ = true;                   ///< only white space and comments so far
  std::optional<std::size_t> directive_start_;  ///< the index of the '#' token
};

}  // namespace

std::vector<cpp_token> cpp_tokens(std::string_view source) { return lexer(source).all(); }

}  // namespace revise::tool
