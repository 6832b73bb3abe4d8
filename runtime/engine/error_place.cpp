#include "engine/error_place.h"

#include <algorithm>

#include "sql/sql_statements.h"

namespace revise {

namespace {

// A single statement written in the migration itself needs no position: the location of the call is
// enough.
void point_at_statement(sql_failure& failure, database_kind kind, bool in_file) {
  if (failure.position != 0 || !failure.completed) return;
  const std::string_view sql = failure.statement;
  const std::vector<sql_statement> statements = sql_statements(sql, kind);
  if (*failure.completed >= statements.size()) return;
  const std::size_t offset = statements[*failure.completed].offset;
  if (in_file || statements.size() > 1 || offset != sql.find_first_not_of(" \t\r\n")) {
    failure.position = offset + 1;
  }
}

}  // namespace

sql_error placed(const sql_error& e, location where, const std::string& file, database_kind kind) {
  sql_failure failure = e.failure();
  point_at_statement(failure, kind, !file.empty());
  sql_error result(std::move(failure), where, file);
  result.set_hint(e.advised());
  return result;
}

sql_error placed_in(const std::string& text, const sql_error& e, std::size_t offset) {
  sql_failure failure = e.failure();
  failure.statement = text;
  failure.position = offset + std::max<std::size_t>(failure.position, 1);
  sql_error result(std::move(failure));
  result.set_hint(e.advised());
  return result;
}

sql_error with_statement_place(const sql_error& e) {
  sql_failure failure = e.failure();
  point_at_statement(failure, database_kind::postgresql, true);
  return sql_error(std::move(failure));
}

}  // namespace revise
