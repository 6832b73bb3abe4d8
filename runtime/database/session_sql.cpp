#include "database/session_sql.h"

#include <fmt/format.h>

namespace revise {

std::vector<std::string> limit_statements(const transaction_limits& limits) {
  std::vector<std::string> statements;
  if (limits.lock_timeout) {
    statements.push_back(fmt::format("set local lock_timeout = {}", limits.lock_timeout->count()));
  }
  if (limits.statement_timeout) {
    statements.push_back(
        fmt::format("set local statement_timeout = {}", limits.statement_timeout->count()));
  }
  return statements;
}

// A block, where a query would print its row in psql.
std::string set_aside_statement(std::string_view setting, std::string_view to) {
  return fmt::format(
      "do $revise$ begin perform pg_catalog.set_config('revise.{0}', "
      "pg_catalog.current_setting('{0}'), true), pg_catalog.set_config('{0}', '{1}', true); end "
      "$revise$",
      setting, to);
}

std::string put_back_statement(std::string_view setting) {
  return fmt::format(
      "do $revise$ begin perform pg_catalog.set_config('{0}', "
      "pg_catalog.current_setting('revise.{0}'), true); end $revise$",
      setting);
}

std::vector<std::string> restore_statements() {
  return {"reset session authorization", "reset role", "reset all"};
}

std::vector<std::string> forget_statements() {
  // Cursors first: what they read cannot be dropped.
  return {"close all", "discard temp", "unlisten *", "deallocate all"};
}

}  // namespace revise
