#pragma once

#include <libpq-fe.h>

#include <functional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/postgresql/data.h"

namespace revise {

/// Statements that are sent to the server together, in libpq's pipeline mode (manual 34.5). Each
/// remains a separate statement with its own result. If the server refuses a statement, it does not
/// execute the following ones.
class postgresql_queue {
 public:
  /// Throws as the constructor of postgresql_parameters does.
  void add(std::string sql, const std::vector<sql_value>& parameters, answer_function then);

  bool is_empty() const { return statements_.empty(); }

  /// Returns whether the queue has grown enough to be sent.
  bool is_full() const;

  void clear();

  /// Sends the queue, which is then empty, and reads the results; `see` receives each of them.
  /// Throws the exception of the first `then` function that throws, sql_error, or connection_error.
  void send(PGconn* connection, const std::function<void(const PGresult&)>& see);

 private:
  struct statement {
    std::string sql;
    postgresql_parameters parameters;
    answer_function then;
  };

  static void judge(const statement& sent, const PGresult& result);

  std::vector<statement> statements_;
  std::size_t bytes_ = 0;
};

/// The server's error for `sql`, one statement, from `result`. If the server expects another number
/// of parameters than `given`, the error says so in revise's own words.
sql_error refused_statement(const PGresult& result, const std::string& sql, std::size_t given);

}  // namespace revise
