#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdint>
#include <filesystem>

#include "database/backends.h"
#include "database/sql_error.h"
#include "database/sqlite/bulk.h"
#include "database/sqlite/data.h"
#include "database/sqlite/path.h"
#include "database/sqlite/references.h"
#include "database/sqlite/wait.h"

namespace revise {

namespace {

using namespace sqlite_api;

// SOCI 4.0.3 splits a text into `key=value` pairs at spaces. A value may be in double quotes, which
// cannot be escaped. A text without '=' is a path.
std::string connect_string(const std::string& path) {
  if (path.find('"') == std::string::npos) return fmt::format("dbname=\"{}\"", path);
  if (path.find('=') == std::string::npos) return path;
  throw connection_error(
      fmt::format("the path '{}' of the sqlite database contains both '\"' and '='", path),
      "rename the file, or use a symbolic link to it");
}

std::string why_not_openable(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return "it is a folder";
  return "check that the file and its folder can be read and written";
}

class sqlite_connection final : public connection {
 public:
  sqlite_connection(const database_url& url, wait_function on_wait)
      : waiting_(std::move(on_wait)), own_session_(std::in_place), session_(*own_session_) {
    try {
      session_.open(soci::sqlite3, connect_string(url.sqlite_path));
    } catch (const soci::soci_error&) {
      if (const std::string folder = missing_folder(url.sqlite_path); !folder.empty()) {
        throw connection_error(
            fmt::format("cannot open {}: folder '{}' is missing", url.display, folder),
            fmt::format("check the path in the URL, or create the folder: mkdir -p '{}'", folder));
      }
      throw connection_error(
          fmt::format("cannot open {}: {}", url.display, why_not_openable(url.sqlite_path)));
    }
    reach_connection();
    listen();
    // This reads the file for the first time: a file that is not a database is reported now.
    execute("select count(*) from sqlite_schema");
  }

  sqlite_connection(soci::session& session, wait_function on_wait)
      : waiting_(std::move(on_wait)), session_(session) {
    reach_connection();
    if (in_transaction()) throw session_in_transaction();
    for (const char* name : {"busy_timeout", "foreign_keys", "legacy_alter_table", "query_only"}) {
      const result_set found = query(fmt::format("pragma {}", name), {});
      given_settings_ += fmt::format("pragma {} = {}; ", name, *found.cells.at(0));
    }
    listen();
  }

  // Restores a session that belongs to the caller.
  ~sqlite_connection() override {
    if (own_session_) return;
    rollback();
    sqlite3_commit_hook(connection_, nullptr, nullptr);
    sqlite3_rollback_hook(connection_, nullptr, nullptr);
    // Restoring busy_timeout sets the caller's busy handler again.
    sqlite3_busy_handler(connection_, nullptr, nullptr);
    sqlite3_exec(connection_, given_settings_.c_str(), nullptr, nullptr, nullptr);
  }

  database_kind kind() const override { return database_kind::sqlite; }

  void execute(std::string_view sql) override {
    if (sql.find('\0') != std::string_view::npos) {
      throw refused_by(connection_, sql.substr(0, sql.find('\0')),
                       "the SQL contains a NUL byte and would be cut there");
    }
    // The length includes the final NUL; otherwise each call would copy the rest of the text.
    const std::string text(sql);
    std::size_t completed = 0;
    for (std::size_t at = 0; at < text.size();) {
      const char* rest = nullptr;
      sqlite3_stmt* prepared = nullptr;
      const int code = sqlite3_prepare_v2(connection_, text.c_str() + at,
                                          static_cast<int>(text.size() - at + 1), &prepared, &rest);
      const statement_pointer statement(prepared, &sqlite3_finalize);
      int stepped = SQLITE_DONE;
      // SQLite would use null for a placeholder without a value (sqlite.org/lang_expr.html, section
      // 3).
      if (prepared != nullptr && sqlite3_bind_parameter_count(prepared) > 0) {
        sql_failure failure =
            refused_by(connection_, text, "the SQL has a placeholder, but no value was given")
                .failure();
        failure.completed = completed;
        sql_error refused(std::move(failure));
        refused.set_hint("give the values: op.execute(SQL, {VALUE, ...})");
        throw refused;
      }
      if (prepared != nullptr) {
        while ((stepped = sqlite3_step(prepared)) == SQLITE_ROW) {
        }
      }
      if (code != SQLITE_OK || stepped != SQLITE_DONE) {
        sql_failure failure = refused_by(connection_, text).failure();
        if (code != SQLITE_OK) failure.position = position_of_error(connection_, at);
        failure.completed = completed;
        throw sql_error(std::move(failure));
      }
      if (prepared != nullptr) ++completed;
      at = static_cast<std::size_t>(rest - text.c_str());
    }
  }

  long long execute(std::string_view sql, const std::vector<sql_value>& parameters) override {
    sqlite_statement(connection_, sql, parameters).run();
    return sqlite3_changes64(connection_);
  }

  result_set query(std::string_view sql, const std::vector<sql_value>& parameters) override {
    return sqlite_statement(connection_, sql, parameters).result();
  }

  void enqueue(std::string sql, const std::vector<sql_value>& parameters,
               answer_function then) override {
    long long rows = 0;
    try {
      rows = execute(sql, parameters);
    } catch (const sql_error& e) {
      if (then) then(statement_answer(0, &e));
      throw;
    }
    if (then) then(statement_answer(rows));
  }

  void flush() override {}

  std::unique_ptr<bulk_writer> begin_bulk(const std::string& table,
                                          const std::vector<std::string>& columns) override {
    return begin_sqlite_bulk(connection_, table, columns);
  }

  void begin(const transaction_limits& limits) override {
    waiting_.set_limit(limits.lock_timeout);
    // legacy_alter_table is on for a moment while a table is rebuilt, and may have been left on.
    execute("pragma foreign_keys = off; pragma legacy_alter_table = off");
    execute("begin immediate");
    begun_ = true;
    watches_ = false;
  }

  void begin_rows(const transaction_limits& limits) override {
    waiting_.set_limit(limits.lock_timeout);
    execute("pragma foreign_keys = on; pragma legacy_alter_table = off");
    execute("begin immediate");
    begun_ = true;
    watches_ = false;
    // The transaction may repair broken references.
    last_.reset();
  }

  void begin_read_only(const transaction_limits&) override {
    execute("pragma query_only = on");
    reads_only_ = true;
    execute("begin");
    begun_ = true;
  }

  void watch_references() override {
    if (watches_ || reads_only_ || !begun_ || query("pragma foreign_keys", {}).cells[0] == "1") {
      return;
    }
    if (!last_ || last_->second != changes_so_far()) last_.emplace(references_of(connection_), "");
    watches_ = true;
  }

  void commit() override {
    if (watches_) check_references();
    execute("commit");
    watches_ = false;
    waiting_.set_limit({});
    waiting_.set_done();
  }

  void rollback() noexcept override {
    waiting_.set_limit({});
    last_.reset();
    watches_ = false;
    if (in_transaction()) sqlite3_exec(connection_, "rollback", nullptr, nullptr, nullptr);
    if (!reads_only_) return;
    sqlite3_exec(connection_, "pragma query_only = off", nullptr, nullptr, nullptr);
    reads_only_ = false;
  }

  bool in_transaction() const override { return sqlite3_get_autocommit(connection_) == 0; }

  bool in_begun_transaction() const override { return begun_ && in_transaction(); }

  void restore_session(const transaction_limits&) override {
    execute("pragma legacy_alter_table = off");
  }

  bool is_alive() const override { return true; }

  void end_with_process() override {}

  bool is_pooled() override { return false; }

  void cancel() noexcept override {
    waiting_.give_up();
    sqlite3_interrupt(connection_);
  }

  soci::session& session() override { return session_; }

 private:
  void reach_connection() {
    // SOCI's types have hidden typeinfo, so a dynamic_cast fails.
    connection_ = static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
  }

  void listen() {
    sqlite3_busy_handler(connection_, &sqlite_wait::go_on, &waiting_);
    sqlite3_commit_hook(connection_, &sqlite_connection::take_commit, this);
    sqlite3_rollback_hook(connection_, &sqlite_connection::take_rollback, this);
  }

  static int take_commit(void* self) {
    static_cast<sqlite_connection*>(self)->begun_ = false;
    return 0;  // let it commit
  }

  static void take_rollback(void* self) { static_cast<sqlite_connection*>(self)->begun_ = false; }

  // Every change to the database, by any program, changes one of the three numbers. They do not
  // count every change through a session that its owner uses too, so such a session gets a new
  // number each time.
  std::string changes_so_far() {
    if (!own_session_) return fmt::format("{}", ++unknown_);
    const result_set found = query(
        "select data_version, schema_version from pragma_data_version, pragma_schema_version", {});
    return fmt::format("{} {} {}", *found.cells.at(0), *found.cells.at(1),
                       sqlite3_total_changes64(connection_));
  }

  void check_references() {
    reference_state now = references_of(connection_);
    const std::vector<broken_reference> broken = newly_broken(last_->first, now);
    if (!broken.empty()) {
      throw sql_error({.sqlstate = {},
                       .message = "foreign key check failed before the commit",
                       .detail = broken_text(broken, now.broken.size() - broken.size()),
                       .hint = {},
                       .context = {},
                       .statement = {}});
    }
    last_.emplace(std::move(now), changes_so_far());
  }

  bool watches_ = false;  // watch_references() was called since begin()
  // What was broken when the references were last read, and changes_so_far() at that time.
  std::optional<std::pair<reference_state, std::string>> last_;
  unsigned long long unknown_ = 0;
  bool begun_ = false;       // begin() was called, and no SQL text ended its transaction
  bool reads_only_ = false;  // until rollback()
  sqlite_wait waiting_;
  std::optional<soci::session> own_session_;  // null: session_ belongs to the caller
  soci::session& session_;
  std::string given_settings_;     // of a session that belongs to the caller
  sqlite3* connection_ = nullptr;  // owned by session_
};

}  // namespace

std::unique_ptr<connection> sqlite_connection_on(soci::session& session, wait_function on_wait) {
  return std::make_unique<sqlite_connection>(session, std::move(on_wait));
}

std::unique_ptr<connection> connect_sqlite(const database_url& url, wait_function on_wait) {
  try {
    return std::make_unique<sqlite_connection>(url, std::move(on_wait));
  } catch (const sql_error& e) {
    throw connection_error(fmt::format("cannot open {}: {}", url.display, e.failure().message));
  }
}

}  // namespace revise
