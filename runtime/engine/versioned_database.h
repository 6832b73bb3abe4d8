#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/lock/run_lock.h"
#include "database/records/log_table.h"
#include "database/records/version_table.h"
#include "database/url.h"

namespace revise {

/// The phases of a command that take time.
enum class run_phase : unsigned char {
  connect,
  read_rows,
  plan,
  read_log,
  confirmation,
  lock,
  run,
};

/// Called when a phase begins. The phase ends when the returned object, which may be null, is
/// destroyed. May be empty.
using phase_hook = std::function<std::shared_ptr<void>(run_phase)>;

/// A database and revise's tables in it: what the commands and the migrator work on. It connects
/// when the connection is first needed, so that looking at a missing SQLite file does not create
/// it.
class versioned_database {
 public:
  using connector = std::function<std::unique_ptr<connection>()>;

  /// `url` is the database that `connect` opens, without an address if that is unknown. `table` and
  /// `schema` are passed to version_table.
  versioned_database(database_url url, std::string table, std::string schema, connector connect,
                     phase_hook phases = {})
      : url_(std::move(url)),
        table_name_(std::move(table)),
        schema_(std::move(schema)),
        connect_(std::move(connect)),
        phases_(std::move(phases)) {}

  /// False for a missing SQLite file, which the first call of session() creates.
  bool exists() const;

  database_kind kind() const { return session_ ? session_->kind() : url_.kind; }
  const database_url& url() const { return url_; }

  /// session(), table() and log() connect if there is no connection yet. They throw
  /// connection_error.
  connection& session();
  version_table& table();
  log_table& log();

  /// The rows of the version table, sorted; empty if the table or the file is missing.
  std::vector<std::string> rows();

  /// Waits for the lock under which the version table is written (acquire_run_lock). What was read
  /// earlier may then be out of date. Throws what acquire_run_lock() throws.
  std::unique_ptr<run_lock> lock(const lock_request& request);

  /// Opens a phase, which lasts as long as the returned object.
  [[nodiscard]] std::shared_ptr<void> phase(run_phase begun) const {
    return phases_ ? phases_(begun) : nullptr;
  }

 private:
  database_url url_;
  std::string table_name_;
  std::string schema_;
  connector connect_;
  phase_hook phases_;
  std::unique_ptr<connection> session_;
  std::unique_ptr<version_table> table_;
  std::unique_ptr<log_table> log_;
};

/// Adds `entries` to the log in one transaction. Calls `before_commit`, which may be empty, in that
/// transaction. Throws sql_error, connection_error, and what `before_commit` throws; then nothing
/// is written.
void append_entries(versioned_database& database, const transaction_limits& limits,
                    const std::vector<log_entry>& entries,
                    const std::function<void()>& before_commit = {});

/// The message that some of the rows `found` are implied by others (graph::rows::reduced).
std::string superfluous_text(const std::string& table, const std::vector<std::string>& found);

}  // namespace revise
