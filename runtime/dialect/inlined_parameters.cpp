#include "dialect/inlined_parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialect/dialect.h"
#include "operations/owned_value.h"
#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"
#include "util/ascii.h"
#include "util/error.h"

namespace revise {

namespace {

using parameters_of_sql = std::vector<sql_value>;

constexpr const char* give_each = "give a value for each of $1, $2, … in the SQL";

// A placeholder such as `$1` in a text.
struct placeholder {
  std::size_t begin;
  std::size_t end;
  std::size_t number;  // capped above the number that any statement can have
};

std::vector<placeholder> placeholders_in(std::string_view sql, database_kind kind) {
  constexpr std::size_t most = 65'535;  // of PostgreSQL's protocol
  std::vector<placeholder> found;
  sql_scanner scanner(sql, kind);
  while (const auto token = scanner.next()) {
    if (token->text != "$") continue;
    placeholder one{.begin = token->offset, .end = token->offset + 1, .number = 0};
    for (; one.end < sql.size() && ascii::is_digit(sql[one.end]); ++one.end) {
      one.number =
          std::min(most + 1, one.number * 10 + static_cast<std::size_t>(sql[one.end] - '0'));
    }
    if (one.end > one.begin + 1) found.push_back(one);
  }
  return found;
}

void check_count(std::string_view sql, const parameters_of_sql& parameters,
                 const std::vector<placeholder>& found, database_kind kind) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (has_nul(parameters[i])) {
      throw error(fmt::format("parameter ${}: {}", i + 1, nul_in_text), nul_hint);
    }
  }
  if (sql_statements(sql, kind).size() > 1) {
    throw error("SQL with parameters can only be a single statement");
  }
  std::size_t taken = 0;
  for (const placeholder& one : found) taken = std::max(taken, one.number);
  const bool has_zero = std::any_of(found.begin(), found.end(),
                                    [](const placeholder& one) { return one.number == 0; });
  if (has_zero) {
    throw error("the SQL has a parameter $0, but parameters are numbered from $1", give_each);
  }
  if (taken == parameters.size()) return;
  throw error(
      fmt::format("the SQL takes {} parameter{}, and {} {} given", taken, taken == 1 ? "" : "s",
                  parameters.size(), parameters.size() == 1 ? "was" : "were"),
      give_each);
}

// Returns whether PREPARE accepts the statement (PostgreSQL manual, PREPARE). A connection can send
// parameters with a few more statements, such as `create table … as select`.
bool can_be_prepared(std::string_view sql) {
  constexpr std::array words = {"select", "insert", "update", "delete",
                                "merge",  "values", "with",   "table"};
  sql_scanner scanner(sql, database_kind::postgresql);
  const auto first = scanner.next();
  return first && (first->kind == sql_token_kind::open ||
                   std::any_of(words.begin(), words.end(),
                               [&first](const char* word) { return first->is(word); }));
}

}  // namespace

std::string with_parameters(std::string_view sql, const std::vector<sql_value>& parameters,
                            database_kind kind) {
  const std::vector<placeholder> found = placeholders_in(sql, kind);
  check_count(sql, parameters, found, kind);
  const dialect& dialect = dialect_of(kind);
  if (kind == database_kind::postgresql && can_be_prepared(sql)) {
    std::vector<std::string> literals;
    literals.reserve(parameters.size());
    for (const sql_value& parameter : parameters) literals.push_back(dialect.literal(parameter));
    return fmt::format(
        "prepare revise_execute as {}\nexecute revise_execute({});\ndeallocate revise_execute",
        with_last_semicolon(sql, kind), fmt::join(literals, ", "));
  }
  std::string result;
  std::size_t copied = 0;
  for (const placeholder& one : found) {
    result += sql.substr(copied, one.begin - copied);
    result += dialect.literal(parameters[one.number - 1]);
    copied = one.end;
  }
  return result += sql.substr(copied);
}

}  // namespace revise
