#include "dialect/inlined_parameters.h"

#include <fmt/format.h>

#include <algorithm>

#include "dialect/dialect.h"
#include "dialect/sql_scanner.h"
#include "dialect/sql_statements.h"
#include "operations/owned_value.h"
#include "util/error.h"

namespace revise {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number behind the `$` at `at`, and where it ends; one that no statement has is 0.
std::size_t number_at(std::string_view sql, std::size_t at, std::size_t& end) {
  constexpr std::size_t most = 65'535;
  std::size_t number = 0;
  for (end = at + 1; end < sql.size() && is_digit(sql[end]); ++end) {
    number = std::min(most + 1, number * 10 + static_cast<std::size_t>(sql[end] - '0'));
  }
  return number > most ? 0 : number;
}

}  // namespace

std::string with_parameters(std::string_view sql, const std::vector<sql_value>& parameters,
                            database_kind kind) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (has_nul(parameters[i])) {
      throw error(fmt::format("parameter ${}: {}", i + 1, nul_in_text), nul_hint);
    }
  }
  if (sql_statements(sql, kind).size() > 1) {
    throw error("a SQL text with parameters can be one statement only");
  }
  std::string result;
  std::size_t copied = 0;
  std::size_t taken = 0;
  sql_scanner scanner(sql, kind);
  while (const auto token = scanner.next()) {
    if (token->text != "$") continue;
    std::size_t end = 0;
    const std::size_t number = number_at(sql, token->offset, end);
    if (end == token->offset + 1) continue;
    taken = std::max(taken, number);
    if (number == 0 || number > parameters.size()) continue;
    result += sql.substr(copied, token->offset - copied);
    result += dialect_of(kind).literal(parameters[number - 1]);
    copied = end;
  }
  if (taken != parameters.size()) {
    throw error(
        fmt::format("the SQL takes {} parameter{}, and {} {} given", taken, taken == 1 ? "" : "s",
                    parameters.size(), parameters.size() == 1 ? "was" : "were"),
        "give a value for each of $1, $2, … in the SQL");
  }
  return result += sql.substr(copied);
}

}  // namespace revise
