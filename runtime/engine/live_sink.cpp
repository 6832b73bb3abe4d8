#include "engine/live_sink.h"

#include "database/sql_error.h"

namespace revise {

void live_sink::accept(const operation& op, location where) {
  last_ = where;
  if (is_interrupted_ && is_interrupted_()) throw error("interrupted");
  sent_raw_sql_ = sent_raw_sql_ || std::holds_alternative<operations_data::execute>(op);
  for (const std::string& statement : dialect_.statements(op)) {
    try {
      database_.execute(statement);
    } catch (const sql_error& e) {
      sql_error located(e.failure(), where);
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
