#include "engine/versioned_database.h"

#include <fmt/format.h>

#include <algorithm>

#include "database/sql_error.h"
#include "database/sqlite/path.h"
#include "engine/run_result.h"

namespace revise {

bool versioned_database::exists() const { return session_ || !is_yet_to_be_created(url_); }

connection& versioned_database::session() {
  if (!session_) {
    const auto connecting = phase(run_phase::connect);
    session_ = connect_();
  }
  return *session_;
}

version_table& versioned_database::table() {
  if (!table_) table_ = std::make_unique<version_table>(session(), table_name_, schema_);
  return *table_;
}

log_table& versioned_database::log() {
  if (!log_) log_ = std::make_unique<log_table>(session(), table());
  return *log_;
}

std::vector<std::string> versioned_database::rows() {
  if (!exists()) return {};
  const auto reading = phase(run_phase::read_rows);
  return table().read();
}

std::unique_ptr<run_lock> versioned_database::lock(const lock_request& request) {
  const auto waiting = phase(run_phase::lock);
  try {
    std::unique_ptr<run_lock> lock = acquire_run_lock(session(), url_, table(), request);
    table().refresh();
    return lock;
  } catch (const sql_error&) {
    // An interrupt cancels the running statement.
    if (!request.is_interrupted || !request.is_interrupted()) throw;
    throw error("interrupted; nothing was changed", {}, interrupted_exit_code);
  }
}

void append_entries(versioned_database& database, const transaction_limits& limits,
                    const std::vector<log_entry>& entries,
                    const std::function<void()>& before_commit) {
  connection& session = database.session();
  database.log().ensure();
  session.begin(limits);
  try {
    for (const log_entry& entry : entries) database.log().append(entry);
    if (before_commit) before_commit();
    session.commit();
  } catch (...) {
    session.rollback();
    throw;
  }
}

std::string superfluous_text(const std::string& table, const std::vector<std::string>& found) {
  const bool is_doubled = std::adjacent_find(found.begin(), found.end()) != found.end();
  return fmt::format(
      "{} holds {}; the next write corrects that", table,
      is_doubled ? "a revision more than once" : "a revision together with one that it needs");
}

}  // namespace revise
