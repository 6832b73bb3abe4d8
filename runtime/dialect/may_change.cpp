#include "dialect/may_change.h"

#include "sql/sql_scanner.h"

namespace revise {

bool may_change(const operation& op, database_kind kind) {
  using namespace operations_data;
  if (const auto* raw = std::get_if<execute>(&op)) {
    sql_scanner scanner(raw->sql, kind);
    auto token = scanner.next();
    while (token && token->kind == sql_token_kind::semicolon) token = scanner.next();
    return token.has_value();
  }
  return !is_guard(op) && !std::holds_alternative<lock_table>(op) &&
         !std::holds_alternative<analyze_table>(op) && !std::holds_alternative<notify>(op);
}

}  // namespace revise
