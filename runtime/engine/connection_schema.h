#pragma once

#include "database/connection.h"
#include "dialect/dialect.h"

namespace revise {

/// What a connection's database is now.
class connection_schema final : public schema_reader {
 public:
  /// `database` outlives this.
  explicit connection_schema(connection& database) : database_(database) {}

  result_set query(std::string_view sql, const std::vector<sql_value>& parameters) override {
    return database_.query(sql, parameters);
  }

 private:
  connection& database_;
};

}  // namespace revise
