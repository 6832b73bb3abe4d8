#include "engine/live_sink.h"

#include "database/sql_error.h"
#include "dialect/sql_statements.h"

namespace revise {

namespace {

// Where the database tells no place: that of the statement, unless it is the only one.
void point_at_statement(sql_failure& failure, database_kind kind) {
  if (failure.position != 0 || !failure.completed) return;
  const std::string_view sql = failure.statement;
  const std::vector<sql_statement> statements = sql_statements(sql, kind);
  if (*failure.completed >= statements.size()) return;
  const std::size_t offset = statements[*failure.completed].offset;
  if (statements.size() > 1 || offset != sql.find_first_not_of(" \t\r\n")) {
    failure.position = offset + 1;
  }
}

}  // namespace

void live_sink::accept(const operation& op, location where) {
  last_ = where;
  if (is_interrupted_ && is_interrupted_()) throw error("interrupted");
  sent_raw_sql_ = sent_raw_sql_ || std::holds_alternative<operations_data::execute>(op);
  for (const std::string& statement : dialect_.statements(op)) {
    try {
      database_.execute(statement);
    } catch (const sql_error& e) {
      sql_failure failure = e.failure();
      point_at_statement(failure, database_.kind());
      sql_error located(std::move(failure), where);
      located.set_hint(e.hint());
      throw located;
    }
    if (!database_.in_begun_transaction()) {
      lost_transaction_ = true;
      throw error(
          "the SQL ended the transaction that revise had begun; what ran before its 'commit' is in "
          "the database, but the revision is not recorded",
          "take 'begin', 'commit' and 'rollback' out of the SQL, and mend the database by hand");
    }
  }
}

}  // namespace revise
