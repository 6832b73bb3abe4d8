#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <array>
#include <cstdlib>

#include "database/backends.h"
#include "database/parameters.h"
#include "database/postgresql_copy.h"
#include "database/postgresql_data.h"
#include "database/postgresql_failure.h"
#include "database/session_sql.h"
#include "database/sql_error.h"

namespace revise {

namespace {

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    result += plain ? std::string(1, c)
                    : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

// SOCI 4.0.3 takes a connection string apart at spaces, quotes and the first '=', so everything
// goes in as percent-encoded parameters of a URL. libpq waits for ever by default; nobody at a
// terminal does. And it takes texts to be in the encoding of the database; a migration's are UTF-8.
std::string connect_string(const database_url& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.postgresql.c_str(), &message), &PQconninfoFree);
  PQfreemem(message);
  std::string result = "postgresql:///?fallback_application_name=revise";
  bool has_timeout = std::getenv("PGCONNECT_TIMEOUT") != nullptr;
  bool has_encoding = std::getenv("PGCLIENTENCODING") != nullptr;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view keyword = option->keyword;
    if (keyword == "fallback_application_name") continue;
    has_timeout = has_timeout || keyword == "connect_timeout";
    has_encoding = has_encoding || keyword == "client_encoding";
    result += fmt::format("&{}={}", keyword, percent_encoded(option->val));
  }
  if (!has_timeout) result += "&connect_timeout=10";
  if (!has_encoding) result += "&client_encoding=UTF8";
  return result;
}

connection_error refused(const database_url& url, std::string_view said) {
  constexpr std::string_view of_soci = "Cannot establish connection to the database.\n";
  if (said.starts_with(of_soci)) said.remove_prefix(of_soci.size());
  std::string hint = "check the host and the port, and that the server is running";
  if (said.find("authentication failed") != std::string_view::npos ||
      said.find("no password supplied") != std::string_view::npos) {
    hint = "check the user and the password in the URL, PGPASSWORD or ~/.pgpass";
  } else if (said.find("database \"") != std::string_view::npos &&
             said.find("does not exist") != std::string_view::npos) {
    hint = "create the database first (createdb), or check its name in the URL";
  } else if (said.find("role \"") != std::string_view::npos) {
    hint = "check the user in the URL";
  } else if (said.find("could not translate host name") != std::string_view::npos) {
    hint = "check the host in the URL";
  }
  return connection_error(fmt::format("cannot connect to {}: {}", url.display, trimmed(said)),
                          hint);
}

constexpr const char* utf8_setting = "set client_encoding = 'UTF8'";

class postgresql_connection final : public connection {
 public:
  postgresql_connection(const database_url& url, notice_function on_notice)
      : on_notice_(std::move(on_notice)), own_session_(std::in_place), session_(*own_session_) {
    try {
      session_.open(soci::postgresql, connect_string(url));
    } catch (const soci::soci_error& e) {
      throw refused(url, e.what());
    }
    reach_connection();
    PQsetNoticeProcessor(connection_, &postgresql_connection::take_notice, this);
  }

  explicit postgresql_connection(soci::session& session) : session_(session) {
    reach_connection();
    if (PQtransactionStatus(connection_) != PQTRANS_IDLE) throw session_in_transaction();
    read_given_settings();
    send(utf8_setting);
  }

  // Another one's session is left as it was found.
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

  std::unique_ptr<bulk_writer> begin_bulk(const std::string& table,
                                          const std::vector<std::string>& columns) override {
    return begin_postgresql_copy(
        connection_, fmt::format("copy {} ({}) from stdin", table, fmt::join(columns, ", ")));
  }

  void begin(const transaction_limits& limits) override {
    send("begin" + after_another(limit_statements(limits)));
    begun_ = true;
  }

  void begin_read_only(const transaction_limits& limits) override {
    send("begin isolation level repeatable read read only" +
         after_another(limit_statements(limits)));
    begun_ = true;
  }

  void commit() override {
    const result_pointer result = send("commit");
    // A failed transaction answers COMMIT with ROLLBACK, and no error (COMMIT, "Notes").
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
      throw sql_error({.sqlstate = "25P02",
                       .message = "the transaction had failed before, and was rolled back",
                       .detail = {},
                       .hint = {},
                       .context = {},
                       .statement = {}});
    }
  }

  void rollback() noexcept override {
    if (in_transaction()) PQclear(PQexec(connection_, "rollback"));
  }

  bool in_transaction() const override {
    const PGTransactionStatusType status = PQtransactionStatus(connection_);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
  }

  bool in_begun_transaction() const override { return begun_ && in_transaction(); }

  void restore_session(const transaction_limits& limits) override {
    // What another one has prepared and opened in its session is for it to drop.
    send(fmt::format("{}{}{}{}{}", fmt::join(restore_statements(), "; "),
                     own_session_ ? after_another(forget_statements()) : "",
                     after_another(given_settings_), after_another(own_settings_),
                     after_another(limit_statements(limits))));
  }

  bool is_alive() const override { return PQstatus(connection_) == CONNECTION_OK; }

  // Some servers do not know the setting, and some cannot do it.
  void end_with_process() override {
    const std::string setting = "set client_connection_check_interval = 1000";
    try {
      send(setting);
      own_settings_.push_back(setting);
    } catch (const sql_error&) {
      return;
    }
  }

  // A pooler makes up the process id that it tells when a client connects.
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

  soci::session& session() override { return session_; }

 private:
  void reach_connection() {
    // SOCI's own types have hidden typeinfo, so a dynamic_cast fails.
    connection_ = static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
    cancel_.reset(PQgetCancel(connection_));
  }

  // What was set in another one's session: `reset` goes back to how it began. The role is none of
  // the settings that are listed (manual 54.24).
  void read_given_settings() {
    const result_set found = query(
        "select pg_catalog.format('select pg_catalog.set_config(%L, %L, false)', name, setting) "
        "from pg_catalog.pg_settings where source = 'session' union all select "
        "pg_catalog.format('select pg_catalog.set_config(''role'', %L, false)', "
        "pg_catalog.current_setting('role')) where pg_catalog.current_setting('role') <> 'none'",
        {});
    for (const std::optional<std::string>& cell : found.cells) given_settings_.push_back(*cell);
    own_settings_ = {utf8_setting};
  }

  // `statements` as they follow another one in a message.
  static std::string after_another(const std::vector<std::string>& statements) {
    std::string sql;
    for (const std::string& statement : statements) sql += "; " + statement;
    return sql;
  }

  static void take_notice(void* self, const char* message) {
    const auto& on_notice = static_cast<postgresql_connection*>(self)->on_notice_;
    if (on_notice) on_notice(trimmed(message));
  }

  // Everything goes as one text, but each statement has a result of its own, which tells more than
  // the last one does: whether it copies, and whether it ended the transaction.
  result_pointer send(std::string_view sql) {
    const std::string text = without_nul(sql);
    if (PQsendQuery(connection_, text.c_str()) == 0) throw lost(connection_);
    return results(text);
  }

  result_pointer send(std::string_view sql, const std::vector<sql_value>& parameters) {
    const std::string text = without_nul(sql);
    const postgresql_parameters sent(parameters);
    if (PQsendQueryParams(connection_, text.c_str(), sent.count(), nullptr, sent.texts(), nullptr,
                          nullptr, 0) == 0) {
      throw lost(connection_);
    }
    try {
      return results(text);
    } catch (const sql_error& e) {
      // The one way to get a protocol violation from here: the server counts other parameters.
      if (e.failure().sqlstate != "08P01") throw;
      throw parameter_mismatch(
          text, parameters.size(),
          postgresql_parameters::required(e.failure().message, parameters.size()));
    }
  }

  static std::string without_nul(std::string_view sql) {
    const std::size_t nul = sql.find('\0');
    if (nul == std::string_view::npos) return std::string(sql);
    throw sql_error({.sqlstate = {},
                     .message = "the SQL has a NUL byte in it, and would be cut there",
                     .detail = {},
                     .hint = {},
                     .context = {},
                     .statement = std::string(sql.substr(0, nul))});
  }

  result_pointer results(const std::string& text) {
    result_pointer last(nullptr, &PQclear);
    std::size_t completed = 0;
    std::optional<std::size_t> copy;  // which statement copies
    bool rolled_back = false;
    while (PGresult* next = PQgetResult(connection_)) {
      const bool failed_before = last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR;
      result_pointer result(next, &PQclear);
      if (end_copy(*next) && !copy) copy = completed;
      // A rule can give a statement several results; only the last one says what was done.
      const std::string_view tag = PQcmdStatus(next);
      if (!tag.empty()) ++completed;
      rolled_back = rolled_back || tag == "ROLLBACK";
      // ROLLBACK can be one to a savepoint; if it was not, the status tells, unless another began.
      if (tag == "COMMIT" || tag == "PREPARE TRANSACTION" ||
          (rolled_back && (tag == "BEGIN" || tag == "START TRANSACTION"))) {
        begun_ = false;
      }
      if (!failed_before) last = std::move(result);
    }
    if (PQstatus(connection_) != CONNECTION_OK) throw lost(connection_);
    if (copy) throw copy_refused(text, *copy);
    if (PQresultStatus(last.get()) == PGRES_FATAL_ERROR) throw refused_by(*last, text, completed);
    return last;
  }

  // A copy waits for data, or gives data, that a SQL text has no place for: ends it, so that the
  // connection stays usable. Returns whether `result` is a copy.
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
    refused.set_hint("use insert, or copy from a file of the server");
    return refused;
  }

  notice_function on_notice_;
  std::optional<soci::session> own_session_;  // nothing: session_ is another one's
  soci::session& session_;
  PGconn* connection_ = nullptr;  // owned by session_
  std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel_{nullptr, &PQfreeCancel};
  bool begun_ = false;  // begin() was called, and no SQL text ended that transaction
  std::optional<bool> is_pooled_;
  // Statements that set the session: as another one had set it, and as it is set here.
  std::vector<std::string> given_settings_;
  std::vector<std::string> own_settings_;
};

}  // namespace

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice) {
  return std::make_unique<postgresql_connection>(url, std::move(on_notice));
}

std::unique_ptr<connection> postgresql_connection_on(soci::session& session) {
  return std::make_unique<postgresql_connection>(session);
}

// Locale-independent, unlike the messages: libpq looks at the SQLSTATE (manual 34.1, PQping).
bool postgresql_answers(const database_url& url) {
  return PQping(connect_string(url).c_str()) == PQPING_OK;
}

}  // namespace revise
