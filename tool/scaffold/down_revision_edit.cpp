#include "scaffold/down_revision_edit.h"

#include <fmt/format.h>

#include <cctype>
#include <optional>

#include "util/error.h"

namespace revise::tool {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

enum class token_kind : unsigned char { word, string, punctuation, end };

struct token {
  token_kind kind = token_kind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// As much of C++'s lexical grammar as keeps comments and literals from being taken for code.
class lexer {
 public:
  explicit lexer(std::string_view text) : text_(text) {}

  token next() {
    skip_blanks();
    if (at_ >= text_.size()) return {token_kind::end, at_, at_};
    const std::size_t begin = at_;
    if (is_raw_string()) {
      skip_raw_string();
      return {token_kind::string, begin, at_};
    }
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      skip_quoted(c);
      return {c == '"' ? token_kind::string : token_kind::word, begin, at_};
    }
    if (is_word(c)) {
      // A digit separator belongs to its number: 1'000.
      while (at_ < text_.size() &&
             (is_word(text_[at_]) || (text_[at_] == '\'' && at_ > begin && at_ + 1 < text_.size() &&
                                      is_word(text_[at_ + 1])))) {
        ++at_;
      }
      return {token_kind::word, begin, at_};
    }
    ++at_;
    return {token_kind::punctuation, begin, at_};
  }

  std::string_view text_of(const token& t) const { return text_.substr(t.begin, t.end - t.begin); }

 private:
  bool starts_with(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
        ++at_;
      } else if (starts_with("//")) {
        // A backslash at the end carries a comment on to the next line.
        while (at_ < text_.size() && (text_[at_] != '\n' || text_[at_ - 1] == '\\')) ++at_;
      } else if (starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  bool is_raw_string() const {
    for (const std::string_view prefix : {"R\"", "u8R\"", "uR\"", "UR\"", "LR\""}) {
      if (starts_with(prefix)) return true;
    }
    return false;
  }

  void skip_raw_string() {
    const std::size_t quote = text_.find('"', at_);
    const std::size_t open = text_.find('(', quote);
    if (open == std::string_view::npos) {
      at_ = text_.size();
      return;
    }
    const std::string close = fmt::format("){}\"", text_.substr(quote + 1, open - quote - 1));
    const std::size_t end = text_.find(close, open);
    at_ = end == std::string_view::npos ? text_.size() : end + close.size();
  }

  void skip_quoted(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    at_ = at_ < text_.size() ? at_ + 1 : text_.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct range {
  std::size_t begin;
  std::size_t end;
};

std::size_t line_of(std::string_view text, std::size_t at) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < at; ++i) line += text[i] == '\n' ? 1 : 0;
  return line;
}

// What stands between the braces, which may hold literals and commas alone.
range literals_between_braces(std::string_view source, lexer& tokens, const token& open) {
  for (token t = tokens.next(); t.kind != token_kind::end; t = tokens.next()) {
    const std::string_view text = tokens.text_of(t);
    if (text == "}") return {open.end, t.begin};
    if (t.kind == token_kind::string || text == ",") continue;
    throw error(fmt::format("line {}: down_revision holds '{}', which is no string literal",
                            line_of(source, t.begin), text),
                "edit the file by hand");
  }
  throw error(fmt::format("line {}: the braces of down_revision are not closed",
                          line_of(source, open.begin)));
}

std::optional<range> find_down_revision(std::string_view source) {
  lexer tokens(source);
  std::size_t matched = 0;  // of: . down_revision = {
  for (token t = tokens.next(); t.kind != token_kind::end; t = tokens.next()) {
    constexpr std::string_view sequence[] = {".", "down_revision", "=", "{"};
    const std::string_view text = tokens.text_of(t);
    if (t.kind != token_kind::string && text == sequence[matched]) {
      if (++matched == 4) return literals_between_braces(source, tokens, t);
    } else {
      matched = text == "." ? 1 : 0;
    }
  }
  return std::nullopt;
}

// The value in a line `// Revises:   VALUE`.
std::optional<range> find_revises(std::string_view source) {
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    const std::string_view line = source.substr(begin, end - begin);
    const std::size_t key = line.find("Revises:");
    const std::size_t slashes = line.find("//");
    if (key != std::string_view::npos && slashes < key &&
        line.substr(0, slashes).find_first_not_of(" \t") == std::string_view::npos &&
        line.substr(slashes + 2, key - slashes - 2).find_first_not_of(" \t/") ==
            std::string_view::npos) {
      const std::size_t value = std::min(line.find_first_not_of(" \t", key + 8), line.size());
      const std::size_t last = line.find_last_not_of(" \t\r");
      return range{begin + value, begin + (last == std::string_view::npos ? 0 : last + 1)};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

std::string with_down_revision(std::string_view source, const std::vector<std::string>& parents) {
  const auto braces = find_down_revision(source);
  if (!braces) {
    throw error("the file has no '.down_revision = {...}'", "edit the file by hand");
  }
  std::string literals;
  for (const std::string& parent : parents) {
    literals += fmt::format("{}\"{}\"", literals.empty() ? "" : ", ", parent);
  }
  const std::string revises =
      parents.empty() ? "<base>" : fmt::format("{}", fmt::join(parents, ", "));
  std::string result(source);
  const auto comment = find_revises(source);
  const auto replace = [&result](const range& r, const std::string& text) {
    result.replace(r.begin, r.end - r.begin, text);
  };
  // The later place first, so that the earlier one stays where it is.
  const bool comment_first = comment && comment->begin < braces->begin;
  if (comment && !comment_first) replace(*comment, revises);
  replace(*braces, literals);
  if (comment_first) replace(*comment, revises);
  return result;
}

}  // namespace revise::tool
