#include "sql/transaction_control.h"

#include <algorithm>
#include <array>
#include <vector>

#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"
#include "sql/statement_effect.h"

namespace revise {

namespace {

// The first words identify the kind of a statement.
sql_tokens first_tokens(std::string_view statement, database_kind kind) {
  constexpr std::size_t enough = 6;
  sql_tokens found;
  sql_scanner scanner(statement, kind);
  while (found.size() < enough) {
    const auto token = scanner.next();
    if (!token) break;
    found.push_back(*token);
  }
  return found;
}

template <class Words>
bool is_one_of(const sql_tokens& all, std::size_t i, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return is_word(all, i, word); });
}

bool ends_transaction(const sql_tokens& statement) {
  if (is_word(statement, 0, "commit") || is_word(statement, 0, "end") ||
      is_word(statement, 0, "abort")) {
    return true;
  }
  if (is_word(statement, 0, "prepare")) return is_word(statement, 1, "transaction");
  if (!is_word(statement, 0, "rollback")) return false;
  const bool has_noise = is_word(statement, 1, "work") || is_word(statement, 1, "transaction");
  return !is_word(statement, has_noise ? 2 : 1, "to");
}

bool begins_transaction(const sql_tokens& statement) {
  return is_word(statement, 0, "begin") ||
         (is_word(statement, 0, "start") && is_word(statement, 1, "transaction"));
}

bool is_transaction_command(const sql_tokens& statement) {
  return begins_transaction(statement) || ends_transaction(statement) ||
         is_word(statement, 0, "rollback") || is_word(statement, 0, "savepoint") ||
         is_word(statement, 0, "release");
}

bool is_outside_transaction(const sql_tokens& statement, std::string_view text) {
  using kind = statement_effect::kind;
  const kind effect = effect_of(text).what;
  if (effect == kind::unknown || effect == kind::constraint_validated) return false;
  if (effect != kind::repeatable) return true;
  constexpr std::array many = {"schema", "database", "system"};
  return is_word(statement, 0, "vacuum") || is_word(statement, 0, "alter") ||
         (is_word(statement, 0, "reindex") && is_one_of(statement, 1, many));
}

bool is_session_command(const sql_tokens& statement, database_kind kind) {
  constexpr std::array of_sqlite = {"pragma", "attach", "detach"};
  if (kind == database_kind::sqlite) return is_one_of(statement, 0, of_sqlite);
  constexpr std::array words = {"set",      "reset", "discard", "listen",
                                "unlisten", "load",  "prepare", "deallocate"};
  if (is_one_of(statement, 0, words)) return !is_word(statement, 1, "constraints");
  // pg_dump writes `select pg_catalog.set_config(...)` into each of its files.
  const bool has_schema = is_word(statement, 1, "pg_catalog");
  return is_word(statement, 0, "select") && is_word(statement, has_schema ? 3 : 1, "set_config");
}

template <class Condition>
std::optional<std::size_t> first_of(std::string_view sql, database_kind kind, bool standard_strings,
                                    Condition&& condition) {
  statement_splitter reader(sql, kind, standard_strings);
  while (const std::optional<sql_statement> statement = reader.next()) {
    if (condition(first_tokens(statement->text, kind), statement->text)) return statement->offset;
  }
  return std::nullopt;
}

// Returns whether the statement is `set transaction ...`, or sets one of its modes, and is valid
// only at the beginning of a transaction.
bool has_to_be_first(const sql_tokens& statement) {
  if (!is_word(statement, 0, "set")) return false;
  const std::size_t i = is_word(statement, 1, "local") || is_word(statement, 1, "session") ? 2 : 1;
  if (is_word(statement, i, "transaction_isolation") ||
      is_word(statement, i, "transaction_deferrable")) {
    return true;
  }
  if (!is_word(statement, i, "transaction")) return false;
  const bool is_usual = is_word(statement, i + 1, "isolation") && is_word(statement, i + 3, "read");
  return !is_usual &&
         (is_word(statement, i + 1, "isolation") || is_word(statement, i + 1, "snapshot") ||
          is_word(statement, i + 1, "deferrable") || is_word(statement, i + 1, "not"));
}

}  // namespace

std::optional<transaction_break> break_of_transaction(std::string_view sql, database_kind kind,
                                                      bool standard_strings) {
  std::optional<transaction_break> begun;
  const auto end = first_of(sql, kind, standard_strings, [&](const sql_tokens& first, auto text) {
    if (!begun && begins_transaction(first)) {
      begun = {static_cast<std::size_t>(text.data() - sql.data()),
               "the SQL begins a transaction inside the revision's transaction"};
    }
    return ends_transaction(first);
  });
  if (!end) return begun;
  return transaction_break{*end, "the SQL ends the transaction that revise began"};
}

std::optional<transaction_break> transaction_command(std::string_view sql, database_kind kind,
                                                     bool standard_strings) {
  const auto found = first_of(sql, kind, standard_strings, [](const sql_tokens& first, auto) {
    return is_transaction_command(first);
  });
  if (!found) return std::nullopt;
  return transaction_break{
      *found, "each statement of a revision that is not transactional runs in its own transaction"};
}

std::optional<std::size_t> statement_outside_transaction(std::string_view sql, database_kind kind,
                                                         bool standard_strings) {
  if (kind == database_kind::sqlite) {
    return first_of(sql, kind, standard_strings,
                    [](const sql_tokens& first, auto) { return is_word(first, 0, "vacuum"); });
  }
  return first_of(sql, kind, standard_strings, is_outside_transaction);
}

opening_statements statements_to_be_first(std::string_view sql, bool is_first,
                                          bool standard_strings) {
  opening_statements found;
  statement_splitter reader(sql, database_kind::postgresql, standard_strings);
  while (const std::optional<sql_statement> statement = reader.next()) {
    const sql_tokens first = first_tokens(statement->text, database_kind::postgresql);
    is_first = is_first && is_word(first, 0, "set") && !is_word(first, 1, "constraints");
    if (!has_to_be_first(first)) continue;
    if (!is_first) {
      found.too_late = statement->offset;
      break;
    }
    found.statements.emplace_back(statement->text);
    found.rest += sql.substr(found.end, statement->offset - found.end);
    found.end = statement->end;
  }
  found.rest += sql.substr(found.end);
  found.is_first = is_first;
  return found;
}

bool is_of_session(std::string_view statement, database_kind kind) {
  return is_session_command(first_tokens(statement, kind), kind);
}

}  // namespace revise
