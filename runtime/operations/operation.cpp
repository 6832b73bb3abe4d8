#include "operations/operation.h"

#include "util/error.h"

namespace revise {

namespace {

error no_database(const char* what) {
  return error(std::string(what) + " needs a database, and none is connected here",
               "do it in SQL with op.execute or op.copy_rows");
}

}  // namespace

operations_data::operation::operation(const operation&) = default;
operations_data::operation::operation(operation&&) noexcept = default;
operation& operations_data::operation::operator=(const operation&) = default;
operation& operations_data::operation::operator=(operation&&) noexcept = default;
operations_data::operation::~operation() = default;

bool operations_data::operation::operator==(const operation& other) const {
  return static_cast<const any_operation&>(*this) == static_cast<const any_operation&>(other);
}

bool adds_only(const operation& op) {
  using namespace operations_data;
  return std::holds_alternative<create_table>(op) || std::holds_alternative<create_index>(op) ||
         std::holds_alternative<create_view>(op) || std::holds_alternative<create_trigger>(op);
}

bool is_guard(const operation& op) {
  using namespace operations_data;
  return std::holds_alternative<expect_rows>(op) || std::holds_alternative<preserve_rows>(op) ||
         std::holds_alternative<compare_rows>(op);
}

result_set operation_sink::query(const operations_data::query&, location) {
  throw no_database("a query");
}

soci::session& operation_sink::session(location) { throw no_database("a session of SOCI"); }

}  // namespace revise
