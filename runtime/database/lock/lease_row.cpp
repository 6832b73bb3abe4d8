#include "database/lock/lease_row.h"

#include <fmt/format.h>

#include <cstdlib>

namespace revise {

namespace {

constexpr const char* lease_columns =
    "id integer primary key check (id operator(pg_catalog.=) 1), token bigint not null, pid "
    "pg_catalog.text not null, host pg_catalog.text not null, program pg_catalog.text not null, "
    "activity pg_catalog.text not null, acquired_at timestamp with time zone not null, expires_at "
    "timestamp with time zone not null";

// Not now(), which is the start of the transaction.
std::string until(std::chrono::milliseconds lease) {
  return fmt::format(
      "pg_catalog.clock_timestamp() operator(pg_catalog.+) interval '{} milliseconds'",
      lease.count());
}

}  // namespace

lease_row::lease_row(connection& database, const version_table& beside)
    : database_(database), table_(database, beside, "_lease") {}

void lease_row::ensure() {
  table_.ensure(lease_columns);
  database_.execute(fmt::format(
      "insert into {} select 1, 0, '', '', '', '', '-infinity', '-infinity' where not exists "
      "(select from {}) on conflict do nothing",
      sql_name(), sql_name()));
}

// `skip locked`: the holder locks the row while it commits.
std::optional<long long> lease_row::next_token(const std::string& also_set,
                                               const std::vector<sql_value>& parameters) {
  const result_set taken = database_.query(
      fmt::format("with free as materialized (select id from {0} where expires_at "
                  "operator(pg_catalog.<=) pg_catalog.clock_timestamp() for update skip locked) "
                  "update {0} l set token = l.token operator(pg_catalog.+) 1{1} from free where "
                  "l.id operator(pg_catalog.=) free.id returning l.token",
                  sql_name(), also_set),
      parameters);
  if (taken.rows == 0) return {};
  return std::strtoll(taken.cells[0]->c_str(), nullptr, 10);
}

std::optional<long long> lease_row::take(const process_description& holder,
                                         std::chrono::milliseconds lease) {
  return next_token(
      ", pid = $1, host = $2, program = $3, activity = $4, acquired_at = "
      "pg_catalog.clock_timestamp(), expires_at = " +
          until(lease),
      {holder.pid, holder.host, holder.program, holder.activity});
}

bool lease_row::fence() {
  if (next_token({}, {})) return true;
  return database_.query("select 1 from " + sql_name(), {}).rows == 0;
}

std::optional<lock_holder> lease_row::holder() {
  const auto utc = [](const std::string& column) {
    return fmt::format("pg_catalog.to_char({} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')",
                       column);
  };
  const result_set found = database_.query(
      fmt::format("select pid, host, program, {}, activity, {}, token from {} where expires_at "
                  "operator(pg_catalog.>) pg_catalog.clock_timestamp()",
                  utc("acquired_at"), utc("expires_at"), sql_name()),
      {});
  if (found.rows == 0) return {};
  const auto cell = [&found](std::size_t i) { return *found.cells[i]; };
  return lock_holder{
      .identity = "lease " + cell(6),
      .text = text_of(process_description{.pid = cell(0),
                                          .host = cell(1),
                                          .program = cell(2),
                                          .since = cell(3),
                                          .activity = cell(4)}),
      .way_out = fmt::format(
          "if that process has ended, its lease expires at {} UTC; if it hangs, kill {} ends it",
          cell(5), cell(0))};
}

bool renew_lease(connection& database, const std::string& table, long long token,
                 std::chrono::milliseconds lease) {
  return database.execute(lease_renewal(table, lease), {token}) == 1;
}

std::string lease_renewal(const std::string& table, std::chrono::milliseconds lease) {
  return fmt::format("update {} set expires_at = {} where token operator(pg_catalog.=) $1", table,
                     until(lease));
}

void end_lease(connection& database, const std::string& table, long long token) {
  database.execute(fmt::format("update {} set expires_at = '-infinity' where token "
                               "operator(pg_catalog.=) $1",
                               table),
                   {token});
}

}  // namespace revise
