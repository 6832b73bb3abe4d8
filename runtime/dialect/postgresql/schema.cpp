#include <fmt/format.h>

#include "dialect/postgresql/dialect.h"
#include "sql/qualified_name.h"
#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

std::string number(std::string_view before, const std::optional<long long>& value) {
  return value ? fmt::format("{}{}", before, *value) : std::string();
}

}  // namespace

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_schema& op) const {
  statement_list result =
      one(fmt::format("create schema {}{}{}", op.if_not_exists ? "if not exists " : "",
                      identifier(op.name, "schema"),
                      op.owner.empty() ? std::string() : " authorization " + roles({op.owner})));
  if (op.comment.empty()) return result;
  result.push_back(comment_text(object_kind::schema, op.name, {}, op.comment));
  if (!op.if_not_exists) return result;
  return unless_there({.kind = object_kind::schema, .name = op.name, .table = {}}, result);
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_extension& op) const {
  std::string text = fmt::format("create extension {}{}", op.if_not_exists ? "if not exists " : "",
                                 identifier(op.name, "extension"));
  if (!op.schema.empty()) text += " schema " + identifier(op.schema, "schema");
  if (!op.version.empty()) text += " version " + quoted_literal(op.version);
  return one(std::move(text));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_enum& op) const {
  std::string values;
  for (const std::string& value : op.values) {
    if (!values.empty()) values += ", ";
    values += quoted_literal(value);
  }
  return one(fmt::format("create type {} as enum ({})", qualified(op.name, "enum"), values));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::add_enum_value& op) const {
  if (!op.before.empty() && !op.after.empty()) {
    throw error(fmt::format("enum value '{}' cannot be both before '{}' and after '{}'", op.value,
                            op.before, op.after),
                "give one of .before and .after");
  }
  std::string text =
      fmt::format("alter type {} add value {}{}", qualified(op.name, "enum"),
                  op.if_not_exists ? "if not exists " : "", quoted_literal(op.value));
  if (!op.before.empty()) text += " before " + quoted_literal(op.before);
  if (!op.after.empty()) text += " after " + quoted_literal(op.after);
  return one(std::move(text));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::rename_enum_value& op) const {
  return one(fmt::format("alter type {} rename value {} to {}", qualified(op.name, "enum"),
                         quoted_literal(op.from), quoted_literal(op.to)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_domain& op) const {
  std::string text =
      fmt::format("create domain {} as {}", qualified(op.name, "domain"), type_text(op.base));
  if (!op.collation.empty()) text += " collate " + qualified(op.collation, "collation");
  if (!op.default_expression.empty()) {
    text += " default " + default_of(op.default_expression, op.name);
  }
  if (op.not_null) text += " not null";
  if (!op.check.empty()) {
    const std::string name =
        op.check_name.empty() ? parse_qualified_name(op.name).name + "_check" : op.check_name;
    text += fmt::format(" constraint {} check ({})", identifier(name, "constraint"),
                        piece(op.check, "check", name));
  }
  return one(std::move(text));
}

std::string postgresql_dialect::settings(const data::sequence_settings& s,
                                         std::string_view name) const {
  std::string text = clause(" as ", s.type, "'type' of", name) +
                     number(" increment by ", s.increment) + number(" minvalue ", s.minimum) +
                     number(" maxvalue ", s.maximum) + number(" start with ", s.start) +
                     number(" cache ", s.cache);
  if (s.cycle) text += *s.cycle ? " cycle" : " no cycle";
  if (s.owned_by.empty()) return text;
  if (s.owned_by == "none") return text + " owned by none";
  const column_of_table owner = parse_column_of_table(s.owned_by);
  return text + fmt::format(" owned by {}.{}", qualified(owner.table, "table"),
                            identifier(owner.column, "column"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_sequence& op) const {
  return one(fmt::format("create sequence {}{}{}", op.if_not_exists ? "if not exists " : "",
                         qualified(op.name, "sequence"), settings(op.settings, op.name)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::alter_sequence& op) const {
  const std::string changes = settings(op.settings, op.name) + number(" restart with ", op.restart);
  if (changes.empty()) throw error(fmt::format("alter_sequence '{}' changes nothing", op.name));
  return one(fmt::format("alter sequence {}{}", qualified(op.name, "sequence"), changes));
}

std::string postgresql_dialect::furthest(std::string_view of_all, std::string_view of_rows,
                                         const std::string& column,
                                         const std::vector<std::string>& after) const {
  std::string text = fmt::format("pg_catalog.{}({})::bigint", of_rows, column);
  if (after.empty()) return text;
  for (const std::string& sequence : after) {
    text += fmt::format(", (select last_value from {} where is_called)",
                        qualified(sequence, "sequence"));
  }
  return fmt::format("{}({})", of_all, text);
}

// setval(…, false): the given number is the next one. A descending sequence follows the smallest
// number.
postgresql_dialect::statement_list postgresql_dialect::sql(const data::sequence_follows& op) const {
  const std::string table = qualified(op.table, "table");
  const std::string column = identifier(op.column, "column");
  statement_list result;
  std::string sequence;
  if (op.sequence.empty()) {
    sequence = fmt::format("pg_catalog.pg_get_serial_sequence({}, {})", quoted_literal(table),
                           quoted_literal(op.column));
    result.push_back(
        "do " +
        dollar_quoted(fmt::format(
            R"(
begin
  if {} is null then
    raise exception using message = {},
      hint = {};
  end if;
end )",
            sequence,
            quoted_literal(
                fmt::format("column '{}' of '{}' owns no sequence", op.column, op.table)),
            quoted_literal("name the sequence in op.sequence_follows(SEQUENCE, TABLE, COLUMN)"))));
  } else {
    sequence = quoted_literal(qualified(op.sequence, "sequence"));
  }
  result.push_back(fmt::format(
      R"(select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, coalesce(last, s.seqstart), last is not null)
from pg_catalog.pg_sequence s,
  (select {3} as largest, {4} as smallest from {1}) c,
  lateral (select case
    when s.seqincrement operator(pg_catalog.>) 0 and c.largest operator(pg_catalog.>=) s.seqmin
      then c.largest
    when s.seqincrement operator(pg_catalog.<) 0 and c.smallest operator(pg_catalog.<=) s.seqmax
      then c.smallest
  end as last) f
where s.seqrelid operator(pg_catalog.=) {2}::pg_catalog.regclass)",
      column, table, sequence, furthest("greatest", "max", column, op.after),
      furthest("least", "min", column, op.after)));
  return result;
}

}  // namespace revise
