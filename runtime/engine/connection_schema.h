#pragma once

#include "database/connection.h"
#include "dialect/dialect.h"
#include "engine/sqlite_programs.h"

namespace revise {

/// Reads the current schema of a connection's database.
class connection_schema final : public schema_reader {
 public:
  /// `database` must outlive this.
  explicit connection_schema(connection& database) : database_(database) {}

  result_set query(std::string_view sql, const std::vector<sql_value>& parameters) override {
    return database_.query(sql, parameters);
  }

  result_set query_after(std::string_view change, std::string_view sql) override {
    return query_sqlite_after(database_, change, sql);
  }

  void compute(std::string_view expression) override {
    compute_sqlite_default(database_, expression);
  }

 private:
  connection& database_;
};

}  // namespace revise
