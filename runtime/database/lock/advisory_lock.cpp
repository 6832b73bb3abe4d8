#include "database/lock/advisory_lock.h"

#include <fmt/format.h>

#include <algorithm>

#include "database/lock/lease_row.h"
#include "database/server_words.h"
#include "database/sql_error.h"
#include "sql/first_words.h"
#include "sql/quoted_identifier.h"
#include "util/hash.h"

namespace revise {

namespace {

// revise's own value for the first half of a two-part key: "revi".
constexpr int key_class = 0x72657669;

std::string activity_text(const std::string& state, const std::string& query) {
  const std::string words = first_words(query);
  if (words.empty()) return {};
  return fmt::format(", {} '{}'",
                     state == "active"                   ? "runs"
                     : state.starts_with("idle in tran") ? "idle in a transaction, last ran"
                                                         : "idle, last ran",
                     words);
}

class advisory_run_lock final : public run_lock {
 public:
  advisory_run_lock(connection& database, const version_table& table)
      : database_(database), table_(table), lock_(table) {}

  // If the connection is lost or in a transaction, the lock is released when the session ends.
  ~advisory_run_lock() override {
    try {
      if (database_.is_alive() && !database_.in_transaction()) lock_.release(database_);
    } catch (const error&) {
      return;
    }
  }

  void check(connection& database) override {
    database.enqueue(lock_.held(), {}, [this](const statement_answer& answer) {
      if (answer.rows() > 0) return;
      throw error(fmt::format("the run lock of {} was released by SQL of this run (such as discard "
                              "all or pg_advisory_unlock_all)",
                              table_.display_name()),
                  "remove that statement from the migration");
    });
  }

 private:
  connection& database_;
  const version_table& table_;
  advisory_lock lock_;
};

class advisory_kind final : public lock_kind {
 public:
  advisory_kind(connection& database, const version_table& table)
      : database_(database), table_(table), lock_(table) {}

  // Also checks the lease, which processes that connect through a pooler hold (lease_lock.cpp).
  std::unique_ptr<run_lock> attempt() override {
    if (!lock_.try_take(database_)) return nullptr;
    auto taken = std::make_unique<advisory_run_lock>(database_, table_);
    lease_row lease(database_, table_);
    if (lease.exists() && !lease.fence()) return nullptr;
    database_.end_with_process();
    return taken;
  }

  std::optional<lock_holder> holder() override {
    std::optional<lock_holder> direct = lock_.holder(database_);
    if (direct) return direct;
    lease_row lease(database_, table_);
    return lease.exists() ? lease.holder() : std::nullopt;
  }

 private:
  connection& database_;
  const version_table& table_;
  advisory_lock lock_;
};

}  // namespace

advisory_lock::advisory_lock(const version_table& table)
    : object_(static_cast<std::uint32_t>(
          hash_of(quoted_identifier(table.schema()) + '.' + quoted_identifier(table.name())))) {}

// Uses a literal key and no transaction. With parameters in a transaction, the portal would stay
// open, and with it its snapshot, for which `create index concurrently` would wait forever.
bool advisory_lock::try_take(connection& database) const {
  const result_set taken =
      database.query(fmt::format("select pg_catalog.pg_try_advisory_lock({}, {})", key_class,
                                 static_cast<std::int32_t>(object_)),
                     {});
  return *taken.cells[0] == "t";
}

void advisory_lock::release(connection& database) const {
  database.query(fmt::format("select pg_catalog.pg_advisory_unlock({}, {})", key_class,
                             static_cast<std::int32_t>(object_)),
                 {});
}

std::string advisory_lock::held() const {
  return "select 1 " + found_locks() +
         " and l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()";
}

// pg_locks shows the halves of the key as oids, which are unsigned (manual 54.12).
std::string advisory_lock::found_locks() const {
  return fmt::format(
      "from pg_catalog.pg_locks l where l.locktype operator(pg_catalog.=) 'advisory' and "
      "l.objsubid operator(pg_catalog.=) 2::smallint and l.granted and l.classid "
      "operator(pg_catalog.=) {}::pg_catalog.oid and l.objid operator(pg_catalog.=) "
      "'{}'::pg_catalog.oid and l.database operator(pg_catalog.=) (select d.oid from "
      "pg_catalog.pg_database d where d.datname operator(pg_catalog.=) "
      "pg_catalog.current_database())",
      key_class, object_);
}

std::optional<lock_holder> advisory_lock::holder(connection& database) const {
  const result_set found = database.query(
      "select l.pid, coalesce(pg_catalog.host(a.client_addr), case when a.client_port "
      "operator(pg_catalog.=) (-1) then 'a "
      "local socket' end, ''), coalesce(a.application_name, ''), coalesce(pg_catalog.to_char("
      "a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), ''), coalesce(a.state, ''), "
      "coalesce(a.query, ''), coalesce(a.usename, '') from (select l.pid " +
          found_locks() +
          ") l join pg_catalog.pg_stat_activity a on a.pid operator(pg_catalog.=) "
          "l.pid",
      {});
  if (found.rows == 0) return {};
  const auto cell = [&found](std::size_t i) -> const std::string& { return *found.cells[i]; };
  const std::string& pid = cell(0);
  const std::string program = cell(2).empty() ? std::string() : fmt::format(" ({})", cell(2));
  lock_holder holder;
  holder.identity = fmt::format("backend {} {}", pid, cell(3));
  if (cell(5) == hidden_query) {
    holder.text =
        fmt::format("pid {}{} of role '{}' (only that role and pg_read_all_stats can see the rest)",
                    pid, program, cell(6));
  } else {
    holder.text = fmt::format("pid {} on {}{}, since {} UTC{}", pid, cell(1), program, cell(3),
                              activity_text(cell(4), cell(5)));
  }
  holder.way_out =
      fmt::format("if that session hangs, select pg_terminate_backend({}) ends it", pid);
  return holder;
}

std::unique_ptr<lock_kind> advisory_lock_kind(connection& database, const version_table& table) {
  return std::make_unique<advisory_kind>(database, table);
}

}  // namespace revise
