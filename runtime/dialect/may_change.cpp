#include "dialect/may_change.h"

#include "dialect/sql_statements.h"

namespace revise {

bool may_change(const operation& op, database_kind kind) {
  using namespace operations_data;
  if (const auto* raw = std::get_if<execute>(&op)) {
    return statement_splitter(raw->sql, kind).next().has_value();
  }
  return !is_guard(op) && !std::holds_alternative<lock_table>(op) &&
         !std::holds_alternative<analyze_table>(op) && !std::holds_alternative<notify>(op);
}

}  // namespace revise
