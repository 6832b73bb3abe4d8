#include "config/expansion.h"

#include <fmt/format.h>

#include <utility>

#include "util/ascii.h"
#include "util/error.h"

namespace revise::tool {

namespace {

enum class origin : char { text, variable, here };

// An expanded value, with the origin of each of its characters.
struct expanded {
  std::string text;
  std::vector<origin> from;

  void add(std::string_view more, origin o) {
    text += more;
    from.insert(from.end(), more.size(), o);
  }
};

bool is_variable_character(char c, bool first) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         (!first && c >= '0' && c <= '9');
}

std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_variable_character(text[length], length == 0)) ++length;
  return length;
}

constexpr std::string_view here_reference = "%(here)s";

// This is far deeper than in practice, and far less than the stack can hold.
constexpr int deepest_default = 16;

void expand_into(expanded& result, std::string_view text, const expansion& with, origin plain,
                 int depth);

void expand_reference(expanded& result, std::string_view reference, const expansion& with,
                      int depth) {
  const std::string_view inner = reference.substr(2, reference.size() - 3);
  const std::string name(inner.substr(0, name_length(inner)));
  const bool has_default = name.size() < inner.size();
  const std::optional<std::string> value = with.variable(name);
  if (value && !(value->empty() && has_default)) {
    result.add(*value, origin::variable);
  } else if (has_default) {
    if (depth == deepest_default) {
      throw config_error(fmt::format("{}: defaults are nested too deeply", with.place));
    }
    expand_into(result, inner.substr(name.size() + 2), with, origin::variable, depth + 1);
  } else {
    throw config_error(
        fmt::format("{}: variable '{}' is not set", with.place, name),
        fmt::format(
            "set {} in the environment or in .env next to the ini, or write ${{{}:-default}}", name,
            name));
  }
}

void expand_into(expanded& result, std::string_view text, const expansion& with, origin plain,
                 int depth) {
  while (!text.empty()) {
    std::size_t used = 1;
    if (const std::size_t length = reference_length(text); length > 0) {
      used = length;
      expand_reference(result, text.substr(0, used), with, depth);
    } else if (with.here && text.starts_with(here_reference)) {
      used = here_reference.size();
      result.add(*with.here, origin::here);
    } else {
      if (with.here && text.starts_with("%%")) used = 2;
      result.add(text.substr(0, 1), plain);
    }
    text.remove_prefix(used);
  }
}

expanded expand_all(std::string_view text, const expansion& with) {
  expanded result;
  expand_into(result, text, with, origin::text, 0);
  return result;
}

class word_splitter {
 public:
  word_splitter(expanded value, const std::string& place)
      : value_(std::move(value)), place_(place) {}

  std::vector<std::string> split() {
    for (; at_ < value_.text.size(); ++at_) take(value_.text[at_], value_.from[at_]);
    if (quote_ != '\0') {
      throw config_error(fmt::format("{}: a quote ({}) is not closed", place_, quote_));
    }
    finish_word();
    return std::move(words_);
  }

 private:
  void take(char c, origin from) {
    if (quote_ == '\0' && from != origin::here && ascii::is_space(c)) {
      finish_word();
      return;
    }
    in_word_ = true;
    const bool is_text = from == origin::text;
    if (is_text && is_quote(c)) {
      quote_ = quote_ == '\0' ? c : '\0';
    } else if (is_text && c == '\\' && is_escape()) {
      word_ += value_.text[++at_];
    } else {
      word_ += c;
    }
  }

  bool is_quote(char c) const { return quote_ == '\0' ? c == '\'' || c == '"' : c == quote_; }

  // Whether the backslash at at_ escapes the next character. Within double quotes it escapes only a
  // double quote and a backslash.
  bool is_escape() const {
    if (quote_ == '\'' || at_ + 1 == value_.text.size()) return false;
    if (value_.from[at_ + 1] != origin::text) return false;
    const char next = value_.text[at_ + 1];
    return quote_ == '\0' || next == '"' || next == '\\';
  }

  void finish_word() {
    if (in_word_) words_.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  expanded value_;
  const std::string& place_;
  std::size_t at_ = 0;
  char quote_ = '\0';
  bool in_word_ = false;
  std::string word_;
  std::vector<std::string> words_;
};

}  // namespace

std::size_t reference_length(std::string_view text) {
  if (!text.starts_with("${")) return 0;
  std::size_t at = 2 + name_length(text.substr(2));
  if (at == 2 || at >= text.size()) return 0;
  if (text[at] == '}') return at + 1;
  if (!text.substr(at).starts_with(":-")) return 0;
  int open = 1;
  for (at += 2; at < text.size(); ++at) {
    if (text.substr(at).starts_with("${")) ++open;
    if (text[at] == '}' && --open == 0) return at + 1;
  }
  return 0;
}

std::string expand(std::string_view text, const expansion& with) {
  return expand_all(text, with).text;
}

std::vector<std::string> expand_list(std::string_view text, const expansion& with,
                                     std::string_view separators) {
  const expanded value = expand_all(text, with);
  std::vector<std::string> items;
  std::string item;
  std::size_t kept = 0;  // length of the item without trailing white space
  const auto finish = [&] {
    item.resize(kept);
    if (!item.empty()) items.push_back(item);
    item.clear();
    kept = 0;
  };
  for (std::size_t i = 0; i < value.text.size(); ++i) {
    const char c = value.text[i];
    const bool is_text = value.from[i] == origin::text;
    if (is_text && separators.find(c) != std::string_view::npos) {
      finish();
    } else if (!is_text || !ascii::is_space(c)) {
      item += c;
      kept = item.size();
    } else if (!item.empty()) {
      item += c;
    }
  }
  finish();
  return items;
}

std::vector<std::string> expand_words(std::string_view text, const expansion& with) {
  return word_splitter(expand_all(text, with), with.place).split();
}

}  // namespace revise::tool
