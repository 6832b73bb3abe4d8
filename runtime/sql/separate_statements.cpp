#include "sql/separate_statements.h"

#include <algorithm>

#include "sql/sql_scanner.h"
#include "sql/transaction_control.h"
#include "util/ascii.h"

namespace revise {

namespace {

// A text beyond these limits is sent as one message, which also takes one round trip.
constexpr std::size_t most_statements = 64;
constexpr std::size_t most_bytes = 256U << 10U;

std::vector<sql_statement> whole(std::string_view sql) { return {{sql, 0, sql.size(), {}}}; }

// Returns whether semicolons occur only at the end.
bool has_no_inner_semicolon(std::string_view sql) {
  const std::size_t last = sql.find_last_not_of("; \t\r\n");
  return sql.substr(0, last + 1).find(';') == std::string_view::npos;
}

// Returns whether a token makes it uncertain how the server would split the text. `$1` has a
// meaning only if a value is given for it. The end of a function body in SQL can be found only by
// its words.
bool has_uncertain_token(std::string_view sql, bool has_parameters) {
  sql_scanner scanner(sql, database_kind::postgresql);
  while (const auto token = scanner.next()) {
    if (token->is("atomic")) return true;
    if (has_parameters || token->text != "$") continue;
    const std::size_t next = token->offset + 1;
    if (next < sql.size() && ascii::is_digit(sql[next])) return true;
  }
  return false;
}

bool begins_with_copy(std::string_view sql) {
  const auto first = sql_scanner(sql, database_kind::postgresql).next();
  return first && first->is("copy");
}

}  // namespace

std::optional<std::vector<sql_statement>> separate_statements(std::string_view sql,
                                                              bool has_parameters) {
  if (begins_with_copy(sql)) return {};
  const bool is_one = has_parameters || has_no_inner_semicolon(sql);
  if (is_one && (has_parameters || sql.find('$') == std::string_view::npos)) return whole(sql);
  if (has_uncertain_token(sql, has_parameters)) return {};
  if (is_one) return whole(sql);
  if (sql.size() > most_bytes) return {};
  // If standard_conforming_strings is off, strings end elsewhere.
  if (sql.find('\\') != std::string_view::npos) return {};
  std::vector<sql_statement> statements = sql_statements(sql, database_kind::postgresql);
  if (statements.size() <= 1) return whole(sql);
  if (statements.size() > most_statements) return {};
  // Sending a text at once or in parts may make a difference after a change of the encoding or of
  // standard_conforming_strings, because the rest is read either before or after the change.
  const auto is_apart = [](const sql_statement& statement) {
    return begins_with_copy(statement.text) ||
           is_of_session(statement.text, database_kind::postgresql);
  };
  if (std::any_of(statements.begin(), statements.end(), is_apart)) return {};
  return statements;
}

bool may_set_savepoint(std::string_view sql) {
  constexpr std::string_view word = "savepoint";
  const auto is_same = [](char a, char b) { return (a | 0x20) == b; };
  return std::search(sql.begin(), sql.end(), word.begin(), word.end(), is_same) != sql.end();
}

}  // namespace revise
