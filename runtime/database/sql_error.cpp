#include "database/sql_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "database/server_words.h"
#include "sql/secrets.h"
#include "util/line_and_column.h"
#include "util/utf8.h"

namespace revise {

namespace {

/// The part of a statement that is examined, around the place that failed: `text`, and the failing
/// byte in it, counted from 1, or 0 if the place is unknown.
struct window {
  std::string_view text;
  std::size_t position;
};

window window_of(const sql_failure& failure) {
  const std::string_view all = failure.statement;
  if (failure.position > all.size() + 1) return {all.substr(0, longest_shown), 0};
  constexpr std::size_t before = longest_shown / 2;
  if (all.size() <= longest_shown || failure.position <= before) {
    return {all.substr(0, longest_shown), failure.position};
  }
  const std::size_t begin = failure.position - before;
  return {all.substr(begin, longest_shown), before};
}

// Returns whether the token that the database refuses contains a secret.
bool is_at_secret(const sql_failure& failure) {
  const auto [text, position] = window_of(failure);
  if (position == 0) return false;
  const std::size_t at = position - 1;
  for (const text_range& secret : secrets_in(text)) {
    if (at >= secret.end) continue;
    const std::string_view before = text.substr(at, secret.begin - std::min(at, secret.begin));
    return before.find_first_of(" \t\r\n") == std::string_view::npos;
  }
  return false;
}

std::string headline(const sql_failure& failure) {
  std::string message = server_words(failure.message);
  // syntax error at or near "'...'"
  const std::size_t open = message.find('"');
  if (open != std::string::npos && is_at_secret(failure)) {
    message.replace(open + 1, message.rfind('"') - std::min(open + 1, message.rfind('"')), "***");
  }
  return failure.sqlstate.empty() ? message : fmt::format("{} ({})", message, failure.sqlstate);
}

// Returns bytes `from` to `to` of `text`, extended so that no UTF-8 character is split at either
// end.
std::string_view whole_characters(std::string_view text, std::size_t from, std::size_t to) {
  while (from > 0 && from < text.size() && utf8::continues_character(text[from])) --from;
  while (to < text.size() && utf8::continues_character(text[to])) ++to;
  return text.substr(from, to - from);
}

// Returns where the line that contains byte `at` ends, before its CR LF or LF.
std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

// Returns blanks that are as wide as `text` when printed below it: one for each character, with
// tabs kept.
std::string blanks_below(std::string_view text) {
  std::string blanks;
  for (const char c : text) {
    if (!utf8::continues_character(c)) blanks += c == '\t' ? '\t' : ' ';
  }
  return blanks;
}

// Returns the failing line of the SQL with a caret below it, or the beginning of the SQL if the
// database does not report the place.
std::vector<std::string> place_in(const sql_failure& failure, bool with_line) {
  const auto [text, position] = window_of(failure);
  const std::string shown = without_secrets(text);
  const std::string_view sql = shown;
  constexpr std::size_t widest = 100;
  if (position == 0) {
    const std::size_t begin = sql.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    const std::size_t newline = line_end(sql, begin);
    const std::string_view first = whole_characters(sql, begin, std::min(newline, begin + widest));
    const bool all = sql.find_first_not_of(" \t\r\n", begin + first.size()) == sql.npos;
    return {fmt::format("in: {}{}", first, all ? "" : " ...")};
  }
  const std::size_t at = offset_without_secrets(text, position - 1);
  const std::size_t newline = at == 0 ? std::string_view::npos : sql.rfind('\n', at - 1);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = line_end(sql, at);
  const text_place place = line_and_column(failure.statement, failure.position - 1);
  // A long line is cut around the failing place.
  const std::string_view before =
      whole_characters(sql, at - begin > widest ? at - widest / 2 : begin, at);
  const std::string_view rest =
      whole_characters(sql, at, std::min(end, at + widest - std::min(before.size(), widest)));
  std::vector<std::string> lines = {fmt::format("  {}{}", before, rest),
                                    fmt::format("  {}^", blanks_below(before))};
  if (with_line) {
    lines.insert(lines.begin(),
                 fmt::format("line {} of the SQL, column {}:", place.line, place.column));
  }
  return lines;
}

}  // namespace

sql_error::sql_error(sql_failure failure, location where, std::string file)
    : error(headline(failure)),
      failure_(std::move(failure)),
      where_(where),
      file_(std::move(file)) {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view label, const std::string& text) {
    if (text.empty()) return;
    lines.push_back(fmt::format("{}: {}", label, server_words(text, failure_.sqlstate)));
  };
  add("detail", failure_.detail);
  add("server's hint", failure_.hint);
  add("context", failure_.context);
  for (std::string& line : place_in(failure_, file_.empty())) lines.push_back(std::move(line));
  set_problems(std::move(lines));
}

std::string sql_error::place_in_file() const {
  if (file_.empty() || failure_.position == 0) return file_;
  const text_place place = line_and_column(failure_.statement, failure_.position - 1);
  return fmt::format("{}:{}:{}", file_, place.line, place.column);
}

}  // namespace revise
