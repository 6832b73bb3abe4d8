#include "build/normal_sql.h"

#include <cstddef>
#include <optional>

#include "sql/sql_scanner.h"

namespace revise::tool {

namespace {

bool is_operator(char c) {
  return std::string_view("+-*/<>=~!@#%^&|?:").find(c) != std::string_view::npos;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || c == '.' || c == '\'' || c == '"' || c == '`' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

// Whether white space between these characters matters. In `select 1, 2` only the first gap does.
bool counts_between(char before, char after) {
  return (is_word(before) && is_word(after)) || (is_operator(before) && is_operator(after));
}

class writer {
 public:
  void add(std::string_view gap, std::string_view token) {
    if (!gap.empty() && !text_.empty() && counts_between(text_.back(), token.front())) {
      // Two strings on separate lines are one string.
      const bool breaks = text_.back() == '\'' && token.front() == '\'' &&
                          gap.find_first_of("\r\n") != std::string_view::npos;
      text_ += breaks ? '\n' : ' ';
    }
    text_ += token;
  }

  std::string text_;
};

// The end of a name in SQLite's `…` quotes, which PostgreSQL does not have; nullopt if none begins
// at `from`.
std::optional<std::size_t> backquoted_end(std::string_view text, std::size_t from) {
  if (text[from] != '`') return std::nullopt;
  const std::size_t close = text.find('`', from + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return close + 1;
}

// Whether all comments in `gap` are closed.
bool is_closed(std::string_view gap) {
  const std::string probe = std::string(gap) + "\nx";
  return sql_scanner(probe, database_kind::postgresql).next().has_value();
}

}  // namespace

std::string normalised_sql(std::string_view text) {
  writer written;
  std::size_t end = 0;  // the end of the last token
  // A backquoted name is taken whole, so a new scanner starts after each.
  for (std::size_t begin = 0; begin < text.size();) {
    sql_scanner scanner(text.substr(begin), database_kind::postgresql);
    std::optional<std::size_t> again;
    while (!again) {
      const std::optional<sql_token> token = scanner.next();
      if (!token) break;
      const std::size_t at = begin + token->offset;
      again = backquoted_end(text, at);
      const std::size_t to = again.value_or(at + token->text.size());
      written.add(text.substr(end, at - end), text.substr(at, to - at));
      end = to;
    }
    if (!again) break;
    begin = *again;
  }
  // Comments nest in PostgreSQL but not in SQLite: text that looks like the rest of a comment may
  // be a statement.
  if (const std::string_view rest = text.substr(end); !is_closed(rest)) {
    sql_scanner scanner(rest, database_kind::sqlite);
    for (std::size_t place = 0; const std::optional<sql_token> token = scanner.next();) {
      written.add(rest.substr(place, token->offset - place), token->text);
      place = token->offset + token->text.size();
    }
  }
  return std::move(written.text_);
}

}  // namespace revise::tool
