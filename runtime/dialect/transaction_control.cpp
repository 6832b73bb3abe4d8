#include "dialect/transaction_control.h"

#include <algorithm>
#include <array>
#include <vector>

#include "dialect/sql_scanner.h"
#include "dialect/sql_statements.h"

namespace revise {

namespace {

using tokens = std::vector<sql_token>;

// What a statement is shows in its first words.
tokens first_tokens(std::string_view statement, database_kind kind) {
  constexpr std::size_t enough = 6;
  tokens found;
  sql_scanner scanner(statement, kind);
  while (found.size() < enough) {
    const auto token = scanner.next();
    if (!token) break;
    found.push_back(*token);
  }
  return found;
}

bool is(const tokens& all, std::size_t i, std::string_view word) {
  return i < all.size() && all[i].is(word);
}

bool ends_transaction(const tokens& statement) {
  if (is(statement, 0, "commit") || is(statement, 0, "end") || is(statement, 0, "abort")) {
    return true;
  }
  if (is(statement, 0, "prepare")) return is(statement, 1, "transaction");
  if (!is(statement, 0, "rollback")) return false;
  const bool has_noise = is(statement, 1, "work") || is(statement, 1, "transaction");
  return !is(statement, has_noise ? 2 : 1, "to");
}

bool is_outside_transaction(const tokens& statement) {
  if (is(statement, 0, "vacuum")) return true;
  constexpr std::array kinds = {"database", "tablespace"};
  const auto is_kind = [&](std::size_t i) {
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const char* kind) { return is(statement, i, kind); });
  };
  if ((is(statement, 0, "create") || is(statement, 0, "drop")) && is_kind(1)) return true;
  if (!is(statement, 0, "create") && !is(statement, 0, "drop") && !is(statement, 0, "reindex")) {
    return false;
  }
  return std::any_of(statement.begin(), statement.end(),
                     [](const sql_token& token) { return token.is("concurrently"); });
}

template <class Condition>
std::optional<std::size_t> first_of(std::string_view sql, database_kind kind,
                                    Condition&& condition) {
  for (const sql_statement& statement : sql_statements(sql, kind)) {
    if (condition(first_tokens(statement.text, kind))) return statement.offset;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> transaction_end(std::string_view sql, database_kind kind) {
  return first_of(sql, kind, ends_transaction);
}

std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind) {
  if (kind == database_kind::sqlite) return std::nullopt;
  return first_of(sql, kind, is_outside_transaction);
}

}  // namespace revise
