#include <fmt/format.h>

#include "dialect/postgresql/dialect.h"
#include "sql/quoted_literal.h"

// Guards: what a migration expects of the rows. preserve_rows remembers its numbers in a setting of
// the transaction: NUMBER, or NUMBER/CHECKSUM.

namespace revise {

namespace data = operations_data;

namespace {

std::string setting(const data::preserve_rows& op) {
  return fmt::format("revise.preserved_{}", op.number);
}

// The text of a row distinguishes null from '', and shows which value is in which column. The sum
// does not depend on the order of the rows, but changes if two rows swap a value.
std::string fingerprint(const row_side& side) {
  std::string result = "select pg_catalog.count(*)::pg_catalog.text";
  if (!side.columns.empty()) {
    result += fmt::format(
        " operator(pg_catalog.||) '/' operator(pg_catalog.||) "
        "coalesce(pg_catalog.sum(pg_catalog.hashtextextended(row({})::pg_catalog.text, "
        "0)::numeric), 0)::pg_catalog.text",
        fmt::join(side.columns, ", "));
  }
  return fmt::format("{} from {}{}", result, side.table, side.where);
}

// Returns a part of a fingerprint: 1 is the number of rows, 2 the sum.
std::string part(std::string_view of, int which) {
  return fmt::format("pg_catalog.split_part({}, '/', {})", of, which);
}

std::string block(std::string_view body) {
  return "do " + dollar_quoted(fmt::format("\n{}", body), "revise");
}

}  // namespace

guard_sql postgresql_dialect::guard_of(const data::preserve_rows& op) const {
  const row_side from = sides_of(op).from;
  return {.before = {fmt::format("lock table {} in share row exclusive mode", from.table),
                     block(fmt::format(
                         "begin\n  perform pg_catalog.set_config('{}', ({}), true);\nend ",
                         setting(op), fingerprint(from)))},
          .breach = {},
          .after = {}};
}

guard_sql postgresql_dialect::guard_of(const data::compare_rows& op) const {
  const row_sides sides = sides_of(op.remembered);
  const std::string was =
      op.at_once ? fmt::format("({})", fingerprint(sides.from))
                 : fmt::format("pg_catalog.current_setting('{}', true)", setting(op.remembered));
  std::string cases =
      fmt::format("  when {} operator(pg_catalog.<>) {} then {}\n", part("was", 1),
                  part("is_now", 1), both_numbers(op, "rows", part("was", 1), part("is_now", 1)));
  if (!op.at_once) {
    cases.insert(
        0, fmt::format("  when was is null or was operator(pg_catalog.=) '' then {}\n",
                       quoted_literal(fmt::format("what preserve_rows remembered of '{}' is lost: "
                                                  "the SQL resets the session's settings",
                                                  op.remembered.from))));
  }
  if (!sides.names.empty()) {
    cases += fmt::format(
        "  when was operator(pg_catalog.<>) is_now then {}\n",
        both_numbers(op, "checksum of " + sides.names, part("was", 2), part("is_now", 2)));
  }
  return {
      .before = {},
      .breach = fmt::format(
          "select case\n{}end as breach\nfrom (select {} as was, ({}) as is_now) as revise_guard",
          cases, was, fingerprint(sides.to)),
      .after = {}};
}

postgresql_dialect::statement_list postgresql_dialect::raised(const guard_sql& guard) {
  return one(block(fmt::format(
      "declare\n  breach pg_catalog.text := ({});\nbegin\n  if breach is not null then\n"
      "    raise exception '%', breach using errcode = 'assert_failure';\n"
      "  end if;\nend ",
      guard.breach)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::expect_rows& op) const {
  return raised(guard_of(op));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::preserve_rows& op) const {
  return guard_of(op).before;
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::compare_rows& op) const {
  return raised(guard_of(op));
}

}  // namespace revise
