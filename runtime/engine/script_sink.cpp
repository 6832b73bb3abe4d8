#include "engine/script_sink.h"

#include "dialect/script_text.h"

namespace revise {

void script_sink::accept(const operation& op, location where) {
  last_ = where;
  has_raw_sql_ = has_raw_sql_ || std::holds_alternative<operations_data::execute>(op);
  for (const std::string& statement : dialect_.statements(op)) {
    text_ += script_text(statement, kind_) + '\n';
  }
}

}  // namespace revise
