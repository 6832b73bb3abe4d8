#include <fmt/format.h>

#include "dialect/sqlite/dialect.h"
#include "dialect/sqlite/stop.h"
#include "sql/quoted_literal.h"

// Guards: what a migration expects of the rows. SQLite has no function for checksums. So
// preserve_rows keeps the values in a temporary table: each different row once, with the number of
// its occurrences.

namespace revise {

namespace data = operations_data;

namespace {

std::string kept_table(const data::preserve_rows& op) {
  return fmt::format("revise_preserved_{}", op.number);
}

std::string names(std::size_t columns) {
  std::string result;
  for (std::size_t i = 1; i <= columns; ++i) result += fmt::format("v{}, ", i);
  return result;
}

// The quoted text distinguishes null from '' and 'null'. A number is compared as text, because a
// rebuilt table may store it with another type.
std::string text_of(const std::string& value) {
  return fmt::format(
      "case typeof({0}) when 'blob' then quote({0}) else quote(cast({0} as text)) end", value);
}

// Returns a query for the compared values of one side: v1, v2, …, and n, the number of occurrences.
std::string rows_of(const row_side& side) {
  if (side.columns.empty()) {
    return fmt::format("select count(*) as n from {}{}", side.table, side.where);
  }
  std::string values;
  std::string groups;
  for (std::size_t i = 1; i <= side.columns.size(); ++i) {
    values += fmt::format("{} as v{}, ", text_of(side.columns[i - 1]), i);
    groups += fmt::format("{}{}", i == 1 ? "" : ", ", i);
  }
  return fmt::format("select {}count(*) as n from {}{} group by {}", values, side.table, side.where,
                     groups);
}

}  // namespace

guard_sql sqlite_dialect::guard_of(const data::preserve_rows& op) const {
  return {.before = {fmt::format("create temp table {} as {}", kept_table(op),
                                 rows_of(sides_of(op).from))},
          .breach = {},
          .after = {}};
}

guard_sql sqlite_dialect::guard_of(const data::compare_rows& op) const {
  const row_sides sides = sides_of(op.remembered);
  const std::size_t columns = sides.from.columns.size();
  const std::string kept = kept_table(op.remembered);
  const std::string was = op.at_once ? fmt::format("({})", rows_of(sides.from)) : "temp." + kept;
  const std::string is_now = rows_of(sides.to);
  std::string cases =
      fmt::format("  when was <> is_now then {}\n", both_numbers(op, "rows", "was", "is_now"));
  std::string found = fmt::format(
      "(select coalesce(sum(n), 0) from {}) as was,\n  (select coalesce(sum(n), 0) from ({})) as "
      "is_now",
      was, is_now);
  if (columns > 0) {
    const std::string v = names(columns);
    const std::string missing =
        fmt::format("rows of '{}' that '{}' {}, by {}: ", op.remembered.from, op.remembered.to,
                    op.at_once ? "lacks" : "now lacks", sides.names);
    cases += fmt::format("  when missing > 0 then {} || missing || ' of ' || was\n",
                         standard_literal(missing));
    found += fmt::format(
        ",\n  (select coalesce(sum(n), 0) from (select sum(n) as n from (select {0}n from {1} "
        "union "
        "all select {0}-n from ({2})) group by {3}) where n > 0) as missing",
        v, was, is_now, v.substr(0, v.size() - 2));
  }
  guard_sql result{
      .before = {},
      .breach = fmt::format("select case\n{}end as breach\nfrom (select {})", cases, found),
      .after = {}};
  if (!op.at_once) result.after.push_back(fmt::format("drop table temp.{}", kept));
  return result;
}

sqlite_dialect::statement_list sqlite_dialect::raised(const guard_sql& guard) {
  statement_list statements = {fmt::format("create temp table revise_breach as {}", guard.breach),
                               "select breach from temp.revise_breach where breach is not null"};
  for (std::string& statement :
       sqlite_stop_unless("breach is null from temp.revise_breach",
                          "the rows are not as expected: the line above says how")) {
    statements.push_back(std::move(statement));
  }
  statements.push_back("drop table temp.revise_breach");
  statements.insert(statements.end(), guard.after.begin(), guard.after.end());
  return statements;
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::expect_rows& op) const {
  return raised(guard_of(op));
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::preserve_rows& op) const {
  return guard_of(op).before;
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::compare_rows& op) const {
  return raised(guard_of(op));
}

}  // namespace revise
