#include <fmt/format.h>

#include "dialect/postgresql.h"
#include "util/quoted_literal.h"

// What a migration expects of its rows. What preserve_rows remembers is a setting of the
// transaction: NUMBER, or NUMBER/CHECKSUM.

namespace revise {

namespace data = operations_data;

namespace {

std::string setting(const data::preserve_rows& op) {
  return fmt::format("revise.preserved_{}", op.number);
}

// A row's text tells null from '', and which value is in which column; the sum is the same in any
// order of the rows, and not where two of them swap a value.
std::string fingerprint(const row_side& side) {
  std::string result = "select count(*)::text";
  if (!side.columns.empty()) {
    result +=
        fmt::format(" || '/' || coalesce(sum(hashtextextended(row({})::text, 0)::numeric), 0)",
                    fmt::join(side.columns, ", "));
  }
  return fmt::format("{} from {}{}", result, side.table, clause(" where ", side.where));
}

std::string block(std::string_view body) {
  return "do " + dollar_quoted(fmt::format("\n{}", body), "revise");
}

}  // namespace

guard_sql postgresql_dialect::guard_of(const data::preserve_rows& op) const {
  const row_side from = sides_of(op).from;
  return {.before = {fmt::format("lock table {} in share row exclusive mode", from.table),
                     block(fmt::format("begin\n  perform set_config('{}', ({}), true);\nend ",
                                       setting(op), fingerprint(from)))},
          .breach = {},
          .after = {}};
}

guard_sql postgresql_dialect::guard_of(const data::compare_rows& op) const {
  const row_sides sides = sides_of(op.remembered);
  const std::string was =
      op.at_once ? fmt::format("({})", fingerprint(sides.from))
                 : fmt::format("nullif(current_setting('{}', true), '')", setting(op.remembered));
  std::string cases = fmt::format(
      "  when split_part(was, '/', 1) <> split_part(is_now, '/', 1) then {}\n",
      both_numbers(op, "rows", "split_part(was, '/', 1)", "split_part(is_now, '/', 1)"));
  if (!op.at_once) {
    cases.insert(0, fmt::format("  when was is null then {}\n",
                                quoted_literal(fmt::format(
                                    "what preserve_rows remembered of '{}' is gone: the SQL resets "
                                    "the session's settings",
                                    op.remembered.from))));
  }
  if (!sides.names.empty()) {
    cases += fmt::format("  when was <> is_now then {}\n",
                         both_numbers(op, "checksum of " + sides.names, "split_part(was, '/', 2)",
                                      "split_part(is_now, '/', 2)"));
  }
  return {
      .before = {},
      .breach = fmt::format(
          "select case\n{}end as breach\nfrom (select {} as was, ({}) as is_now) as revise_guard",
          cases, was, fingerprint(sides.to)),
      .after = {}};
}

postgresql_dialect::statement_list postgresql_dialect::raised(const guard_sql& guard) {
  return one(
      block(fmt::format("declare\n  breach text := ({});\nbegin\n  if breach is not null then\n"
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
