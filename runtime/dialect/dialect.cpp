#include "dialect/dialect.h"

namespace revise {

const dialect& postgresql_dialect_instance();
const dialect& sqlite_dialect_instance();

void dialect::check(const operation& op) const {
  if (const auto* rows = std::get_if<operations_data::bulk_insert>(&op)) {
    target_of(*rows);
  } else {
    statements(op);
  }
}

const dialect& dialect_of(database_kind kind) {
  return kind == database_kind::postgresql ? postgresql_dialect_instance()
                                           : sqlite_dialect_instance();
}

}  // namespace revise
