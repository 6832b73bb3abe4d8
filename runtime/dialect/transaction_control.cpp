#include "dialect/transaction_control.h"

#include <algorithm>
#include <array>
#include <vector>

#include "dialect/sql_scanner.h"
#include "dialect/sql_statements.h"
#include "dialect/statement_effect.h"

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

template <class Words>
bool is_one_of(const tokens& all, std::size_t i, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return is(all, i, word); });
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

bool is_transaction_command(const tokens& statement) {
  constexpr std::array words = {"begin",    "commit",    "end",    "abort",
                                "rollback", "savepoint", "release"};
  return is_one_of(statement, 0, words) ||
         ((is(statement, 0, "start") || is(statement, 0, "prepare")) &&
          is(statement, 1, "transaction"));
}

bool is_outside_transaction(const tokens& statement, std::string_view text) {
  using kind = statement_effect::kind;
  const kind effect = effect_of(text).what;
  if (effect == kind::unknown || effect == kind::constraint_validated) return false;
  if (effect != kind::repeatable) return true;
  constexpr std::array many = {"schema", "database", "system"};
  return is(statement, 0, "vacuum") || is(statement, 0, "alter") ||
         (is(statement, 0, "reindex") && is_one_of(statement, 1, many));
}

bool is_session_command(const tokens& statement, database_kind kind) {
  constexpr std::array of_sqlite = {"pragma", "attach", "detach"};
  if (kind == database_kind::sqlite) return is_one_of(statement, 0, of_sqlite);
  constexpr std::array words = {"set",      "reset", "discard", "listen",
                                "unlisten", "load",  "prepare", "deallocate"};
  if (is_one_of(statement, 0, words)) return !is(statement, 1, "constraints");
  // As in each file of pg_dump.
  const bool has_schema = is(statement, 1, "pg_catalog");
  return is(statement, 0, "select") && is(statement, has_schema ? 3 : 1, "set_config");
}

template <class Condition>
std::optional<std::size_t> first_of(std::string_view sql, database_kind kind,
                                    Condition&& condition) {
  for (const sql_statement& statement : sql_statements(sql, kind)) {
    if (condition(first_tokens(statement.text, kind), statement.text)) return statement.offset;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> transaction_end(std::string_view sql, database_kind kind) {
  return first_of(sql, kind, [](const tokens& first, auto) { return ends_transaction(first); });
}

std::optional<std::size_t> transaction_command(std::string_view sql, database_kind kind) {
  return first_of(sql, kind,
                  [](const tokens& first, auto) { return is_transaction_command(first); });
}

std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind) {
  if (kind == database_kind::sqlite) {
    return first_of(sql, kind, [](const tokens& first, auto) { return is(first, 0, "vacuum"); });
  }
  return first_of(sql, kind, is_outside_transaction);
}

bool is_of_session(std::string_view statement, database_kind kind) {
  return is_session_command(first_tokens(statement, kind), kind);
}

}  // namespace revise
