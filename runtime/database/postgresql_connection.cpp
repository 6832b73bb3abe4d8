#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <array>
#include <cstdlib>

#include "database/backends.h"
#include "database/session_sql.h"
#include "database/sql_error.h"
#include "util/line_and_column.h"
#include "util/valid_utf8.h"

namespace revise {

namespace {

using result_pointer = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return std::string(text);
}

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

class postgresql_connection final : public connection {
 public:
  postgresql_connection(const database_url& url, notice_function on_notice)
      : on_notice_(std::move(on_notice)) {
    try {
      session_.open(soci::postgresql, connect_string(url));
    } catch (const soci::soci_error& e) {
      throw refused(url, e.what());
    }
    // SOCI's own types have hidden typeinfo, so a dynamic_cast fails.
    connection_ = static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
    PQsetNoticeProcessor(connection_, &postgresql_connection::take_notice, this);
    cancel_.reset(PQgetCancel(connection_));
  }

  database_kind kind() const override { return database_kind::postgresql; }

  void execute(std::string_view sql) override { send(sql); }

  void begin(const transaction_limits& limits) override {
    send("begin" + after_another(limit_statements(limits)));
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
    send(fmt::format("{}{}", fmt::join(restore_statements(), "; "),
                     after_another(limit_statements(limits))));
  }

  bool is_alive() const override { return PQstatus(connection_) == CONNECTION_OK; }

  // "PQcancel can safely be invoked from a signal handler" (PostgreSQL manual 34.7).
  void cancel() noexcept override {
    std::array<char, 256> ignored{};
    if (cancel_ != nullptr)
      PQcancel(cancel_.get(), ignored.data(), static_cast<int>(ignored.size()));
  }

  soci::session& session() override { return session_; }

 private:
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
    if (sql.find('\0') != std::string_view::npos) {
      throw sql_error({.sqlstate = {},
                       .message = "the SQL has a NUL byte in it, and would be cut there",
                       .detail = {},
                       .hint = {},
                       .context = {},
                       .statement = std::string(sql.substr(0, sql.find('\0')))});
    }
    const std::string text(sql);
    result_pointer last(nullptr, &PQclear);
    std::size_t completed = 0;
    std::optional<std::size_t> copy;  // which statement copies
    bool rolled_back = false;
    if (PQsendQuery(connection_, text.c_str()) == 0) throw lost();
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
    if (PQstatus(connection_) != CONNECTION_OK) throw lost();
    if (copy) throw copy_refused(text, *copy);
    if (PQresultStatus(last.get()) == PGRES_FATAL_ERROR) throw failed(*last, text, completed);
    return last;
  }

  connection_error lost() const {
    return connection_error(fmt::format("the connection to the server was lost: {}",
                                        trimmed(PQerrorMessage(connection_))));
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

  static sql_error failed(const PGresult& result, const std::string& text, std::size_t completed) {
    const auto field = [&result](int code) {
      const char* value = PQresultErrorField(&result, code);
      return std::string(value == nullptr ? "" : value);
    };
    const std::string character = field(PG_DIAG_STATEMENT_POSITION);
    sql_failure failure{
        .sqlstate = field(PG_DIAG_SQLSTATE),
        .message = field(PG_DIAG_MESSAGE_PRIMARY),
        .detail = field(PG_DIAG_MESSAGE_DETAIL),
        .hint = field(PG_DIAG_MESSAGE_HINT),
        .context = field(PG_DIAG_CONTEXT),
        .statement = text,
        .position = byte_of_character(text, std::strtoul(character.c_str(), nullptr, 10)),
        .completed = completed};
    // character_not_in_repertoire: the server looks for it in the whole text, and names no place.
    const std::size_t broken = failure.sqlstate == "22021" ? valid_utf8(text) : text.size();
    if (broken < text.size()) failure.position = broken + 1;
    return sql_error(std::move(failure));
  }

  // PostgreSQL counts characters, from 1.
  static std::size_t byte_of_character(std::string_view text, unsigned long character) {
    if (character == 0) return 0;
    std::size_t byte = 0;
    for (unsigned long seen = 0; byte < text.size(); ++byte) {
      if (!continues_character(text[byte]) && ++seen == character) break;
    }
    return byte + 1;
  }

  notice_function on_notice_;
  soci::session session_;
  PGconn* connection_ = nullptr;  // owned by session_
  std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel_{nullptr, &PQfreeCancel};
  bool begun_ = false;  // begin() was called, and no SQL text ended that transaction
};

}  // namespace

std::unique_ptr<connection> connect_postgresql(const database_url& url, notice_function on_notice) {
  return std::make_unique<postgresql_connection>(url, std::move(on_notice));
}

}  // namespace revise
