#include "database/postgresql/session_sql.h"

#include <fmt/format.h>

namespace revise {

std::string limit_value(std::chrono::milliseconds limit) {
  return std::to_string(limit == transaction_limits::off ? 0 : limit.count());
}

std::vector<std::string> limit_statements(const transaction_limits& limits) {
  std::vector<std::string> statements;
  const auto add = [&statements](const char* name,
                                 const std::optional<std::chrono::milliseconds>& limit) {
    if (!limit) return;
    statements.push_back(fmt::format("set local {} = {}", name, limit_value(*limit)));
  };
  add("lock_timeout", limits.lock_timeout);
  add("statement_timeout", limits.statement_timeout);
  return statements;
}

// A `do` block, because psql would print the row of a query.
std::string set_aside_statement(std::string_view setting, std::string_view to) {
  return fmt::format(
      "do $revise$ begin perform pg_catalog.set_config('revise.{0}', "
      "pg_catalog.current_setting('{0}'), true), pg_catalog.set_config('{0}', '{1}', true); end "
      "$revise$",
      setting, to);
}

std::string put_back_statement(std::string_view setting) {
  return fmt::format(
      "do $revise$ begin if pg_catalog.current_setting('revise.{0}', true) "
      "operator(pg_catalog.<>) '' then perform pg_catalog.set_config('{0}', "
      "pg_catalog.current_setting('revise.{0}'), true); end if; end $revise$",
      setting);
}

std::vector<std::string> restore_statements() {
  return {"reset session authorization", "reset role", "reset all"};
}

std::vector<std::string> reading_statements() { return {utf8_setting, strings_setting}; }

std::vector<std::string> forget_statements() {
  // Cursors are closed first: a table that a cursor reads cannot be dropped.
  return {"close all", "discard temp", "unlisten *", "deallocate all"};
}

}  // namespace revise
