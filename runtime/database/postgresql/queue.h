#pragma once

#include <libpq-fe.h>

#include <functional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/postgresql/data.h"

namespace revise {

/// Statements on their way to the server together, by libpq's pipeline mode (manual 34.5): each is
/// a statement of its own there, with its own result, and behind one that is refused the server
/// does none.
class postgresql_queue {
 public:
  /// Throws as postgresql_parameters does.
  void add(std::string sql, const std::vector<sql_value>& parameters, answer_function then);

  bool is_empty() const { return statements_.empty(); }

  /// Whether so much waits that it is to be sent.
  bool is_full() const;

  void clear();

  /// Sends all and reads what the server says; `see` gets each result. Empty afterwards. Throws
  /// what the first function of a statement that throws does, sql_error, or connection_error.
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

/// What the server has against `sql`, one statement, as `result` says it. Where it counts other
/// parameters than the `given` ones, that is said in other words.
sql_error refused_statement(const PGresult& result, const std::string& sql, std::size_t given);

}  // namespace revise
