#include "database/sql_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace revise {

namespace {

std::string headline(const sql_failure& failure) {
  return failure.sqlstate.empty() ? failure.message
                                  : fmt::format("{} ({})", failure.message, failure.sqlstate);
}

// The line of the SQL that is to blame with a caret below it, or the beginning of the SQL where
// the database does not say which.
std::vector<std::string> place_in(const sql_failure& failure) {
  const std::string_view sql = failure.statement;
  if (sql.empty()) return {};
  constexpr std::size_t widest = 100;
  if (failure.position == 0 || failure.position > sql.size() + 1) {
    const std::string_view first = sql.substr(0, std::min(sql.find('\n'), widest));
    return {fmt::format("in: {}{}", first, first.size() < sql.size() ? " ..." : "")};
  }
  const std::size_t at = std::min(failure.position - 1, sql.size() - 1);
  const std::size_t newline = at == 0 ? std::string_view::npos : sql.rfind('\n', at - 1);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = std::min(sql.find('\n', at), sql.size());
  const auto number = 1 + std::count(sql.begin(), sql.begin() + static_cast<long>(begin), '\n');
  // A long line is cut around the place.
  const std::size_t from = at - begin > widest ? at - widest / 2 : begin;
  const std::string_view shown = sql.substr(from, std::min(end - from, widest));
  return {fmt::format("line {} of the SQL, column {}:", number, at - begin + 1),
          fmt::format("  {}", shown), fmt::format("  {}^", std::string(at - from, ' '))};
}

}  // namespace

sql_error::sql_error(sql_failure failure, location where)
    : error(headline(failure)), failure_(std::move(failure)), where_(where) {
  std::vector<std::string> lines;
  const auto add = [&lines](std::string_view label, const std::string& text) {
    if (!text.empty()) lines.push_back(fmt::format("{}: {}", label, text));
  };
  add("detail", failure_.detail);
  add("server's hint", failure_.hint);
  add("context", failure_.context);
  for (std::string& line : place_in(failure_)) lines.push_back(std::move(line));
  set_problems(std::move(lines));
}

}  // namespace revise
