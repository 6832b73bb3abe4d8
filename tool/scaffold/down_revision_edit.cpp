#include "scaffold/down_revision_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "util/error.h"

namespace revise::tool {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

enum class token_kind : unsigned char { word, string, punctuation, end };

struct token {
  token_kind kind = token_kind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Knows enough of C++'s lexical grammar not to mistake comments and literals for code.
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
      // A digit separator is part of its number: 1'000.
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
        // A backslash at the end of a line continues the comment on the next line.
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

[[noreturn]] void refuse(std::string_view text, std::size_t at, const std::string& why) {
  const auto line =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  throw error(fmt::format(":{}: {}", line, why), "edit the file by hand");
}

// The field `.down_revision = {…}`.
struct field {
  range inside;                ///< between the braces
  std::vector<range> written;  ///< the literals and commas between the braces
};

field read_braces(std::string_view source, lexer& tokens, const token& open) {
  field found{{open.end, open.end}, {}};
  for (token t = tokens.next(); t.kind != token_kind::end; t = tokens.next()) {
    const std::string_view text = tokens.text_of(t);
    if (text == "}") {
      found.inside.end = t.begin;
      return found;
    }
    if (t.kind != token_kind::string && text != ",") {
      refuse(source, t.begin,
             fmt::format("down_revision holds '{}', which is not a string literal", text));
    }
    found.written.push_back({t.begin, t.end});
  }
  refuse(source, open.begin, "the braces of down_revision are not closed");
}

field find_down_revision(std::string_view source) {
  lexer tokens(source);
  std::optional<field> found;
  std::size_t matched = 0;  // number of tokens matched of: . down_revision = {
  for (token t = tokens.next(); t.kind != token_kind::end; t = tokens.next()) {
    constexpr std::string_view sequence[] = {".", "down_revision", "=", "{"};
    const std::string_view text = tokens.text_of(t);
    if (t.kind == token_kind::string || text != sequence[matched]) {
      matched = text == "." ? 1 : 0;
    } else if (++matched == 4) {
      // Only the preprocessor and the compiler know which of the two counts.
      if (found) refuse(source, t.begin, "the file has another '.down_revision = {...}'");
      found = read_braces(source, tokens, t);
      matched = 0;
    }
  }
  if (!found) throw error(": the file has no '.down_revision = {...}'", "edit the file by hand");
  return *found;
}

// The range of VALUE in a line `// Revises:   VALUE`.
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

std::string with_down_revision(std::string_view source, std::string_view from,
                               std::string_view to) {
  const field old = find_down_revision(source);
  const auto text_of = [&](const range& r) { return source.substr(r.begin, r.end - r.begin); };
  const auto quoted = [](std::string_view id) {
    return id.empty() ? std::string() : fmt::format("\"{}\"", id);
  };
  const std::string literal =
      old.written.empty() ? std::string() : std::string(text_of(old.written.front()));
  const std::size_t commas = old.written.size() - (old.written.empty() ? 0 : 1);
  if (literal != quoted(from) || commas > 1) {
    refuse(source, old.inside.begin,
           fmt::format("down_revision is not written as {{{}}}", quoted(from)));
  }

  // If both `from` and `to` are given, only the literal is replaced; else all literals and commas,
  // and the blanks around them if the braces contain nothing else.
  range place = old.inside;
  if (!from.empty() && !to.empty()) {
    place = old.written.front();
  } else if (!old.written.empty()) {
    const range written{old.written.front().begin, old.written.back().end};
    const bool alone = is_blank(text_of({place.begin, written.begin})) &&
                       is_blank(text_of({written.end, place.end}));
    if (!alone) place = written;
  } else if (!is_blank(text_of(place))) {
    place.end = place.begin;
  }
  const auto comment = find_revises(source);
  std::string result(source);
  const auto replace = [&result](const range& r, const std::string& text) {
    result.replace(r.begin, r.end - r.begin, text);
  };
  // The later range is replaced first, so that the earlier one stays valid.
  const std::string revises(to.empty() ? "<base>" : to);
  const bool comment_first = comment && comment->begin < place.begin;
  if (comment && !comment_first) replace(*comment, revises);
  replace(place, quoted(to));
  if (comment_first) replace(*comment, revises);
  return result;
}

}  // namespace revise::tool
