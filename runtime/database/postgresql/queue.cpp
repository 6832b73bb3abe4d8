#include "database/postgresql/queue.h"

#include <cstdlib>
#include <exception>
#include <utility>

#include "database/parameters.h"
#include "database/postgresql/failure.h"

namespace revise {

namespace {

// Larger queues save no measurable time, and an interrupt is noticed only between two queues.
constexpr std::size_t most_statements = 64;
constexpr std::size_t most_bytes = 1U << 20U;

// Returns the message with which the server ends the connection; empty for other results. libpq
// treats it as an ordinary result, and afterwards only reports that the connection is closed.
std::string farewell_in(const PGresult& result) {
  const char* severity = PQresultErrorField(&result, PG_DIAG_SEVERITY_NONLOCALIZED);
  const std::string_view said = severity == nullptr ? "" : severity;
  return said == "FATAL" || said == "PANIC" ? PQresultErrorMessage(&result) : std::string();
}

}  // namespace

void postgresql_queue::add(std::string sql, const std::vector<sql_value>& parameters,
                           answer_function then) {
  statement added{std::move(sql), postgresql_parameters(parameters), std::move(then)};
  bytes_ += added.sql.size() + added.parameters.bytes();
  statements_.push_back(std::move(added));
}

bool postgresql_queue::is_full() const {
  return statements_.size() >= most_statements || bytes_ >= most_bytes;
}

void postgresql_queue::clear() {
  statements_.clear();
  bytes_ = 0;
}

void postgresql_queue::send(PGconn* connection, const std::function<void(const PGresult&)>& see) {
  const std::vector<statement> statements = std::exchange(statements_, {});
  bytes_ = 0;
  if (PQenterPipelineMode(connection) == 0) throw lost(connection);
  for (const statement& next : statements) {
    if (PQsendQueryParams(connection, next.sql.c_str(), next.parameters.count(), nullptr,
                          next.parameters.texts(), nullptr, nullptr, 0) == 0) {
      throw lost(connection);
    }
  }
  if (PQpipelineSync(connection) == 0) throw lost(connection);
  // All results are read, even after an error, so that the connection stays usable.
  std::exception_ptr wrong;
  std::string farewell;
  for (const statement& next : statements) {
    while (PGresult* read = PQgetResult(connection)) {
      const result_pointer result(read, &PQclear);
      if (PQstatus(connection) != CONNECTION_OK) throw lost(connection, farewell);
      if (farewell.empty()) farewell = farewell_in(*read);
      see(*read);
      if (wrong) continue;
      try {
        judge(next, *read);
      } catch (...) {
        wrong = std::current_exception();
      }
    }
    if (PQstatus(connection) != CONNECTION_OK) throw lost(connection, farewell);
  }
  const result_pointer sync(PQgetResult(connection), &PQclear);
  if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC || PQexitPipelineMode(connection) == 0) {
    throw lost(connection, farewell);
  }
  if (wrong) std::rethrow_exception(wrong);
}

void postgresql_queue::judge(const statement& sent, const PGresult& result) {
  const ExecStatusType status = PQresultStatus(&result);
  if (status == PGRES_PIPELINE_ABORTED) return;
  if (status != PGRES_FATAL_ERROR) {
    const char* const rows = PQcmdTuples(const_cast<PGresult*>(&result));
    if (sent.then) sent.then(statement_answer(std::strtoll(rows, nullptr, 10)));
    return;
  }
  const sql_error refused =
      refused_statement(result, sent.sql, static_cast<std::size_t>(sent.parameters.count()));
  if (sent.then) sent.then(statement_answer(0, &refused));
  throw sql_error(refused);
}

sql_error refused_statement(const PGresult& result, const std::string& sql, std::size_t given) {
  sql_error refused = refused_by(result, sql, 0);
  // A protocol violation can only mean here that the server expects another number of parameters.
  if (refused.failure().sqlstate != "08P01") return refused;
  return parameter_mismatch(sql, given,
                            postgresql_parameters::required(refused.failure().message, given));
}

}  // namespace revise
