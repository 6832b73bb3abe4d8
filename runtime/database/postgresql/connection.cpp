#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <array>

#include "database/backends.h"
#include "database/postgresql/connect_string.h"
#include "database/postgresql/copy.h"
#include "database/postgresql/data.h"
#include "database/postgresql/failure.h"
#include "database/postgresql/queue.h"
#include "database/postgresql/session_sql.h"
#include "database/postgresql/storable_text.h"
#include "database/server_words.h"
#include "database/sql_error.h"
#include "util/ascii.h"

namespace revise {

namespace {

class postgresql_connection final : public connection {
 public:
  postgresql_connection(const database_url& url, notice_function on_notice)
      : on_notice_(std::move(on_notice)), own_session_(std::in_place), session_(*own_session_) {
    try {
      session_.open(soci::postgresql, connect_string(url));
    } catch (const soci::soci_error& e) {
      throw connection_refused(url, e.what());
    }
    reach_connection();
    PQsetNoticeReceiver(connection_, &postgresql_connection::take_notice, this);
    if (standard_strings()) return;
    // Through a pooler, nothing can be set for the session.
    if (is_pooled()) {
      local_settings_.emplace_back("set local standard_conforming_strings = on");
    } else {
      own_settings_.emplace_back(strings_setting);
      send(strings_setting);
    }
  }

  explicit postgresql_connection(soci::session& session) : session_(session) {
    reach_connection();
    if (PQtransactionStatus(connection_) != PQTRANS_IDLE) throw session_in_transaction();
    read_given_settings();
    own_settings_ = reading_statements();
    for (const std::string& setting : own_settings_) enqueue(setting, {}, {});
    flush();
  }

  // A session of the caller is left as it was.
  ~postgresql_connection() override {
    if (own_session_ || !is_alive()) return;
    try {
      rollback();
      own_settings_.clear();
      restore_session({});
    } catch (const error&) {
      return;
    }
  }

  database_kind kind() const override { return database_kind::postgresql; }

  void execute(std::string_view sql) override { send(sql); }

  long long execute(std::string_view sql, const std::vector<sql_value>& parameters) override {
    return std::strtoll(PQcmdTuples(send(sql, parameters).get()), nullptr, 10);
  }

  result_set query(std::string_view sql, const std::vector<sql_value>& parameters) override {
    return result_set_of(*send(sql, parameters));
  }

  void enqueue(std::string sql, const std::vector<sql_value>& parameters,
               answer_function then) override {
    require_no_nul(sql);
    queue_.add(std::move(sql), parameters, std::move(then));
    if (queue_.is_full()) flush();
  }

  void flush() override {
    if (queue_.is_empty()) return;
    is_begin_queued_ = false;
    rolled_back_ = false;
    is_encoding_queued_ = is_strings_queued_ = false;
    queue_.send(connection_, [this](const PGresult& result) { follow(result); });
  }

  std::unique_ptr<bulk_writer> begin_bulk(const std::string& table,
                                          const std::vector<std::string>& columns) override {
    flush();
    return begin_postgresql_copy(
        connection_, fmt::format("copy {} ({}) from stdin", table, fmt::join(columns, ", ")));
  }

  void begin(const transaction_limits& limits) override { begin("begin", limits); }

  void begin_read_only(const transaction_limits& limits) override {
    begin("begin isolation level repeatable read read only", limits);
  }

  void commit() override {
    const result_pointer result = send("commit");
    // The server answers the COMMIT of a failed transaction with ROLLBACK and without an error
    // (COMMIT, "Notes").
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
      throw sql_error({.sqlstate = "25P02",
                       .message = "the transaction had already failed, and was rolled back",
                       .detail = {},
                       .hint = {},
                       .context = {},
                       .statement = {}});
    }
  }

  void rollback() noexcept override {
    queue_.clear();
    is_begin_queued_ = false;
    is_encoding_queued_ = is_strings_queued_ = false;
    if (in_transaction()) PQclear(PQexec(connection_, "rollback"));
  }

  bool in_transaction() const override {
    const PGTransactionStatusType status = PQtransactionStatus(connection_);
    return is_begin_queued_ || status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
  }

  bool has_failed() const override { return PQtransactionStatus(connection_) == PQTRANS_INERROR; }

  bool is_begin_queued() const override { return is_begin_queued_; }

  bool in_begun_transaction() const override { return begun_ && in_transaction(); }

  void restore_session(const transaction_limits& limits) override {
    // Only the owner of a session drops what was prepared and opened in it.
    std::vector<std::string> forgotten =
        own_session_ ? forget_statements() : std::vector<std::string>();
    const bool is_apart = !in_transaction();
    std::vector<std::string> reading;
    if (is_pooled_.value_or(false)) {
      // The session serves other clients next, so their prepared statements are kept. The pooler
      // chose the encoding with which it began.
      std::erase(forgotten, "deallocate all");
      reading.emplace_back(utf8_setting);
    }
    const std::vector<std::string> local = is_apart ? std::vector<std::string>() : local_settings_;
    for (const std::vector<std::string>& statements :
         {restore_statements(), forgotten, given_settings_, reading, own_settings_, local,
          limit_statements(limits)}) {
      for (const std::string& statement : statements) enqueue(statement, {}, {});
    }
    if (is_apart) flush();
  }

  void resume_role() override {
    // `set local role to default` sets the role with which the session began; `none` does not.
    enqueue("set local session authorization default", {}, {});
    enqueue("set local role to default", {}, {});
    for (const std::string& statement : given_roles_) enqueue(statement, {}, {});
  }

  bool standard_strings() const override {
    if (is_strings_queued_) return true;
    const char* said = PQparameterStatus(connection_, "standard_conforming_strings");
    return said == nullptr || std::string_view(said) == "on";
  }

  void restore_reading(bool also_strings) override {
    const char* encoding = PQparameterStatus(connection_, "client_encoding");
    if (!is_encoding_queued_ && encoding != nullptr && std::string_view(encoding) != "UTF8") {
      enqueue(utf8_setting, {}, {});
      is_encoding_queued_ = true;
    }
    if (also_strings && !standard_strings()) {
      enqueue(local_settings_.empty() ? strings_setting : local_settings_.front(), {}, {});
      is_strings_queued_ = true;
    }
  }

  bool is_alive() const override { return PQstatus(connection_) == CONNECTION_OK; }

  // Some servers do not have the setting, and some do not support it on their platform.
  void end_with_process() override {
    const std::string setting = "set client_connection_check_interval = 1000";
    if (try_settings({setting, stays_connected})) return;
    try_settings({setting});
    try_settings({stays_connected});
  }

  void stay_connected() override {
    if (is_pooled() || stays_connected_) return;
    try_settings({stays_connected});
  }

  // Only the server knows which characters its encoding has.
  std::string storable(std::string text) override {
    const char* encoding = PQparameterStatus(connection_, "server_encoding");
    const std::string_view said = encoding == nullptr ? "UTF8" : encoding;
    if (said == "UTF8" || said == "SQL_ASCII" ||
        std::all_of(text.begin(), text.end(), ascii::is_ascii) || can_hold(text)) {
      return text;
    }
    return replaced_characters(text, [this](const std::string& part) { return can_hold(part); });
  }

  // A pooler invents the process id that it reports to a client.
  bool is_pooled() override {
    if (!is_pooled_) {
      const result_set asked = query("select pg_catalog.pg_backend_pid()", {});
      is_pooled_ = *asked.cells[0] != std::to_string(PQbackendPID(connection_));
    }
    return *is_pooled_;
  }

  int server_process() const override { return PQbackendPID(connection_); }

  // "PQcancel can safely be invoked from a signal handler" (PostgreSQL manual 34.7).
  void cancel() noexcept override {
    std::array<char, 256> ignored{};
    if (cancel_ != nullptr)
      PQcancel(cancel_.get(), ignored.data(), static_cast<int>(ignored.size()));
  }

  soci::session& session() override {
    flush();
    return session_;
  }

 private:
  static constexpr const char* stays_connected = "set idle_session_timeout = 0";

  // Returns whether the server accepts all settings: some servers do not have them, and some do not
  // support them on their platform.
  bool try_settings(const std::vector<std::string>& settings) {
    try {
      send(fmt::format("{}", fmt::join(settings, "; ")));
    } catch (const sql_error&) {
      return false;
    }
    own_settings_.insert(own_settings_.end(), settings.begin(), settings.end());
    stays_connected_ = stays_connected_ || settings.back() == stays_connected;
    return true;
  }

  bool can_hold(const std::string& text) {
    const bool is_apart = !in_transaction();
    send(is_apart ? "begin" : "savepoint revise_characters");
    bool held = true;
    try {
      send("select $1::pg_catalog.text", {text});
    } catch (const sql_error&) {
      held = false;
    }
    send(is_apart ? "rollback"
                  : "rollback to savepoint revise_characters; release savepoint revise_characters");
    return held;
  }

  void reach_connection() {
    // SOCI's types have hidden typeinfo, so a dynamic_cast fails.
    connection_ = static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
    cancel_.reset(PQgetCancel(connection_));
  }

  // Reads the values that the caller has set in its session, because `reset` returns to those with
  // which the session began. The role is not in the list of settings (manual 54.24).
  void read_given_settings() {
    const result_set found = query(
        "select pg_catalog.format('select pg_catalog.set_config(%L, %L, false)', name, setting) "
        "from pg_catalog.pg_settings where source operator(pg_catalog.=) 'session' union all "
        "select "
        "pg_catalog.format('select pg_catalog.set_config(''role'', %L, false)', "
        "pg_catalog.current_setting('role'))",
        {});
    for (const std::optional<std::string>& cell : found.cells) given_settings_.push_back(*cell);
    const result_set role = query(
        "select pg_catalog.format('select pg_catalog.set_config(''role'', %L, true)', "
        "pg_catalog.current_setting('role'))",
        {});
    given_roles_.push_back(*role.cells[0]);
  }

  // Statements that are queued already do not belong to the transaction, so they are sent first.
  void begin(const char* sql, const transaction_limits& limits) {
    flush();
    enqueue(sql, {}, {});
    is_begin_queued_ = true;
    begun_ = true;
    for (const std::string& statement : local_settings_) enqueue(statement, {}, {});
    for (const std::string& statement : limit_statements(limits)) enqueue(statement, {}, {});
  }

  // The text begins with its severity in the language of lc_messages. It is replaced by the English
  // one (PG_DIAG_SEVERITY_NONLOCALIZED, since PostgreSQL 9.6).
  static void take_notice(void* self, const PGresult* notice) {
    const auto& on_notice = static_cast<postgresql_connection*>(self)->on_notice_;
    if (!on_notice) return;
    std::string text(trimmed(PQresultErrorMessage(notice)));
    const char* const local = PQresultErrorField(notice, PG_DIAG_SEVERITY);
    const char* const english = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (local != nullptr && english != nullptr && text.starts_with(local)) {
      text.replace(0, std::string_view(local).size(), english);
    }
    on_notice(server_words(text));
  }

  // Everything is sent as one text, but each statement has its own result. The results show more
  // than the last one does: whether a statement copies, and whether it ended the transaction.
  result_pointer send(std::string_view sql) {
    require_no_nul(sql);
    flush();
    const std::string text(sql);
    if (PQsendQuery(connection_, text.c_str()) == 0) throw lost(connection_);
    return results(text);
  }

  result_pointer send(std::string_view sql, const std::vector<sql_value>& parameters) {
    require_no_nul(sql);
    flush();
    const std::string text(sql);
    const postgresql_parameters sent(parameters);
    if (PQsendQueryParams(connection_, text.c_str(), sent.count(), nullptr, sent.texts(), nullptr,
                          nullptr, 0) == 0) {
      throw lost(connection_);
    }
    return results(text, parameters.size());
  }

  static void require_no_nul(std::string_view sql) {
    const std::size_t nul = sql.find('\0');
    if (nul == std::string_view::npos) return;
    throw sql_error({.sqlstate = {},
                     .message = "the SQL contains a NUL byte and would be cut there",
                     .detail = {},
                     .hint = {},
                     .context = {},
                     .statement = std::string(sql.substr(0, nul))});
  }

  // `parameters`: how many were given; null for a text of several statements.
  result_pointer results(const std::string& text, std::optional<std::size_t> parameters = {}) {
    result_pointer last(nullptr, &PQclear);
    std::size_t completed = 0;
    std::optional<std::size_t> copy;  // which statement is a copy
    rolled_back_ = false;
    while (PGresult* next = PQgetResult(connection_)) {
      const bool failed_before = last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR;
      result_pointer result(next, &PQclear);
      if (end_copy(*next) && !copy) copy = completed;
      // A rule can give a statement several results. Only the last of them has a command tag.
      if (*PQcmdStatus(next) != '\0') ++completed;
      follow(*next);
      if (!failed_before) last = std::move(result);
    }
    if (PQstatus(connection_) != CONNECTION_OK) throw lost(connection_);
    if (copy) throw copy_refused(text, *copy);
    if (PQresultStatus(last.get()) == PGRES_FATAL_ERROR) {
      throw parameters ? refused_statement(*last, text, *parameters)
                       : refused_by(*last, text, completed);
    }
    return last;
  }

  // Tracks whether the transaction that was begun here is still the open one.
  void follow(const PGresult& result) {
    const std::string_view tag = PQcmdStatus(const_cast<PGresult*>(&result));
    rolled_back_ = rolled_back_ || tag == "ROLLBACK";
    // The tag ROLLBACK may mean a rollback to a savepoint. If it does not, the connection's status
    // shows that no transaction is open, unless another was begun.
    if (tag == "COMMIT" || tag == "PREPARE TRANSACTION" ||
        (rolled_back_ && (tag == "BEGIN" || tag == "START TRANSACTION"))) {
      begun_ = false;
    }
  }

  // A copy waits for data, or sends data, which a SQL text cannot handle. Ends the copy, so that
  // the connection stays usable. Returns whether `result` is a copy.
  bool end_copy(const PGresult& result) {
    switch (PQresultStatus(&result)) {
      case PGRES_COPY_IN:
      case PGRES_COPY_BOTH:
        PQputCopyEnd(connection_, "revise sends no data to copy");
        return true;
      case PGRES_COPY_OUT:
        for (char* row = nullptr; PQgetCopyData(connection_, &row, 0) > 0;) PQfreemem(row);
        return true;
      default:
        return false;
    }
  }

  static sql_error copy_refused(const std::string& text, std::size_t completed) {
    sql_error refused({.sqlstate = {},
                       .message = "copy from or to the client cannot be sent as SQL text",
                       .detail = {},
                       .hint = {},
                       .context = {},
                       .statement = text,
                       .completed = completed});
    refused.set_hint("use insert, or copy from a file on the server");
    return refused;
  }

  notice_function on_notice_;
  std::optional<soci::session> own_session_;  // null: session_ belongs to the caller
  soci::session& session_;
  PGconn* connection_ = nullptr;  // owned by session_
  std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel_{nullptr, &PQfreeCancel};
  postgresql_queue queue_;
  bool is_begin_queued_ = false;
  bool begun_ = false;        // begin() was called, and no SQL text ended its transaction
  bool rolled_back_ = false;  // in the statements that were sent last
  std::optional<bool> is_pooled_;
  // Statements that set the session: given_settings_ as the caller had set it, own_settings_ as it
  // is set here.
  std::vector<std::string> given_settings_;
  std::vector<std::string> own_settings_;
  std::vector<std::string> local_settings_;  // for each transaction
  std::vector<std::string> given_roles_;     // role for a transaction
  bool is_encoding_queued_ = false;          // the queue contains the statement that restores it
  bool is_strings_queued_ = false;
  bool stays_connected_ = false;
};

}  // namespace

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice) {
  return std::make_unique<postgresql_connection>(url, std::move(on_notice));
}

std::unique_ptr<connection> postgresql_connection_on(soci::session& session) {
  return std::make_unique<postgresql_connection>(session);
}

}  // namespace revise
