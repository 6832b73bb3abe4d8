#include "dialect/dialect.h"

#include <fmt/format.h>

#include "operations/description.h"
#include "util/error.h"

namespace revise {

namespace {

class no_schema final : public schema_reader {
 public:
  explicit no_schema(const operation& op) : op_(op) {}

  result_set query(std::string_view, const std::vector<sql_value>&) override { refuse(); }
  result_set query_after(std::string_view, std::string_view) override { refuse(); }
  void compute(std::string_view) override {}

 private:
  [[noreturn]] void refuse() const {
    throw error(
        fmt::format("{} cannot be written without reading the database", description_of(op_)));
  }

  const operation& op_;
};

}  // namespace

const dialect& postgresql_dialect_instance();
const dialect& sqlite_dialect_instance();

std::vector<std::string> dialect::statements(const operation& op) const {
  no_schema schema(op);
  return statements(op, schema);
}

const dialect& dialect_of(database_kind kind) {
  return kind == database_kind::postgresql ? postgresql_dialect_instance()
                                           : sqlite_dialect_instance();
}

const database_traits& traits_of(database_kind kind) { return dialect_of(kind).traits(); }

}  // namespace revise
