#include <fmt/format.h>

#include "dialect/standard.h"
#include "operations/owned_value.h"
#include "util/error.h"

// Operations on rows.

namespace revise {

namespace data = operations_data;

namespace {

// Limits of one insert statement, so that an editor or a terminal can show it and a server can read
// it quickly.
constexpr std::size_t most_rows = 1000;
constexpr std::size_t enough_characters = 64'000;

void check_backfill(const data::backfill& op) {
  if (op.table.empty()) throw error("table without a name");
  if (op.set.empty()) {
    throw error(fmt::format("the backfill of '{}' sets nothing", op.table),
                "op.backfill(TABLE, {.set = \"column = ...\"})");
  }
  if (op.batch < 1 || op.rows_per_second < 0) {
    throw error(fmt::format("the backfill of '{}' has a {} of {}", op.table,
                            op.batch < 1 ? "batch" : "rows_per_second",
                            op.batch < 1 ? op.batch : op.rows_per_second));
  }
}

}  // namespace

standard_dialect::statement_list standard_dialect::sql(const data::copy_rows& op) const {
  if (op.from.empty() || op.to.empty()) throw error("table without a name");
  std::string targets;
  std::string sources;
  for (const data::copy_rows::column& column : op.columns) {
    if (column.name.empty()) throw error("column without a name");
    targets += (targets.empty() ? " (" : ", ") + quoted(column.name);
    sources += (sources.empty() ? "" : ", ") + (column.expression.empty()
                                                    ? quoted(column.name)
                                                    : piece(column.expression, "the value of",
                                                            column.name, piece_form::expression));
  }
  if (!targets.empty()) targets += ')';
  std::string result =
      fmt::format("insert into {}{} {}select {} from {}", qualified(op.to, "table"), targets,
                  overriding(), sources.empty() ? "*" : sources, qualified(op.from, "table"));
  result += clause(" where ", op.where, "'where' of", op.from);
  result += clause(" order by ", op.order_by, "'order_by' of", op.from);
  return one(std::move(result));
}

// Updates all rows at once, for a script, which cannot work in batches.
standard_dialect::statement_list standard_dialect::sql(const data::backfill& op) const {
  check_backfill(op);
  return one(fmt::format("update {} set {}{}", qualified(op.table, "table"),
                         piece(op.set, "'set' of", op.table),
                         clause(" where ", op.where, "'where' of", op.table)));
}

bulk_target standard_dialect::target_of(const data::bulk_insert& op) const {
  if (op.table.empty()) throw error("table without a name");
  if (op.columns.empty()) {
    throw error(fmt::format("the bulk_insert into '{}' names no columns", op.table));
  }
  bulk_target target{qualified(op.table, "table"), {}};
  for (const std::string& column : op.columns) {
    if (column.empty()) throw error("column without a name");
    target.columns.push_back(quoted(column));
  }
  return target;
}

standard_dialect::statement_list standard_dialect::sql(const data::bulk_insert& op) const {
  const bulk_target target = target_of(op);
  const std::string begin = fmt::format("insert into {} ({}) {}values", target.table,
                                        fmt::join(target.columns, ", "), overriding());
  std::vector<std::string> statements;
  std::size_t rows = most_rows;
  op.rows([&](std::span<const value> row) {
    if (rows == most_rows || statements.back().size() > enough_characters) {
      statements.push_back(begin);
      rows = 0;
    }
    std::string& statement = statements.back();
    statement += rows++ == 0 ? "\n  (" : ",\n  (";
    bool first = true;
    for (const value& v : row) {
      if (!first) statement += ", ";
      first = false;
      statement += literal(owned(v));
    }
    statement += ')';
  });
  return statements;
}

}  // namespace revise
