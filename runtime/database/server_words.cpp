#include "database/server_words.h"

#include <algorithm>

#include "sql/secret_words.h"
#include "sql/secrets.h"

namespace revise {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view mask = "***";

void hide(std::string& text, std::size_t begin, std::size_t end) {
  if (begin < end && end <= text.size()) text.replace(begin, end - begin, mask);
}

// Hides the text after the `(` at `open`, up to the last `)`.
void hide_in_brackets(std::string& text, std::size_t open) {
  if (open == npos) return;
  const std::size_t close = text.rfind(')');
  hide(text, open + 1, close == npos ? text.size() : close);
}

bool shows_row(std::string_view sqlstate) {
  return sqlstate == "23502" || sqlstate == "23514" || sqlstate == "44000";
}

// Matches: Failing row contains (1, x). Does not match: Partition key of the failing row contains
// (a) = (1).
void hide_row(std::string& text, std::string_view sqlstate) {
  constexpr std::string_view prefix = "Failing row contains (";
  const std::size_t row = text.find(prefix);
  if (row != npos) {
    hide_in_brackets(text, row + prefix.size() - 1);
  } else if (shows_row(sqlstate) && text.find(") = (") == npos) {
    hide_in_brackets(text, text.find('('));
  }
}

bool has_secret_name(std::string_view columns) {
  std::size_t at = 0;
  while (at < columns.size()) {
    const std::size_t begin = columns.find_first_not_of(" ,()\"", at);
    if (begin == npos) return false;
    at = std::min(columns.find_first_of(" ,()\"", begin), columns.size());
    if (secret_kind_of(columns.substr(begin, at - begin)) != secret_kind::none) return true;
  }
  return false;
}

// Matches: Key (id, token)=(1, x) already exists.
void hide_key(std::string& text) {
  constexpr std::string_view between = ")=(";
  const std::size_t values = text.find(between);
  if (values == npos) return;
  const std::size_t columns = text.find('(');
  if (has_secret_name(std::string_view(text).substr(columns, values - columns))) {
    hide_in_brackets(text, values + between.size() - 1);
  }
}

// Matches: COPY t, line 2: "1,x". If a column is named, the server shows only its value, as the
// message does.
void hide_copied_line(std::string& text) {
  const std::size_t copy = text.find("COPY ");
  if (copy == npos || (copy > 0 && text[copy - 1] != '\n')) return;
  const std::size_t colon = text.find(": ", copy);
  const std::size_t line = text.find(", ", copy);
  if (colon == npos || line > colon || text.find(", ", line + 2) < colon) return;
  hide(text, colon + 2, text.size());
}

// Matches: … with parameters: $1 = 'x', $2 = 'y'
void hide_parameters(std::string& text) {
  const std::size_t word = text.find("parameter");
  if (word == npos) return;
  const std::size_t first = text.find("$1 = ", word);
  if (first != npos) hide(text, first + 5, text.size());
}

}  // namespace

std::string server_words(std::string_view words, std::string_view sqlstate) {
  std::string text = without_secrets(words, text_origin::server);
  hide_row(text, sqlstate);
  hide_key(text);
  hide_copied_line(text);
  hide_parameters(text);
  return text;
}

}  // namespace revise
