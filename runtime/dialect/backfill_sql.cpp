#include "dialect/backfill_sql.h"

#include <fmt/format.h>

#include "util/quoted_literal.h"

namespace revise {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

// One column by itself: SQLite has no row of one value.
std::string row_of(const std::vector<std::string>& parts) {
  return parts.size() == 1 ? parts.front() : fmt::format("({})", joined(parts));
}

std::string literals(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(quoted_literal(text));
  return joined(quoted);
}

}  // namespace

backfill_sql::backfill_sql(database_kind kind, const operations_data::backfill& fill)
    : fill_(fill), on_postgresql_(kind == database_kind::postgresql) {
  const dialect& of = dialect_of(kind);
  of.check(fill);
  bulk_target target = of.target_of({.table = fill.table, .columns = fill.key, .rows = {}});
  table_ = std::move(target.table);
  key_ = std::move(target.columns);
}

std::string backfill_sql::key_check() const {
  if (on_postgresql_) {
    return fmt::format(
        "with key (name) as (select unnest(array[{0}]::name[])), attribute as (select attnum, "
        "attname, attnotnull from pg_catalog.pg_attribute where attrelid = {1}::regclass and "
        "attnum > 0) select not exists (select from key left join attribute on attname = name "
        "where attnotnull is not true) and exists (select from pg_catalog.pg_index i where "
        "i.indrelid = {1}::regclass and i.indisunique and i.indisvalid and i.indpred is null and "
        "i.indexprs is null and not exists (select from unnest(i.indkey[0:i.indnkeyatts - 1]) as k "
        "join attribute on attnum = k where not attname in (select name from key)))",
        literals(fill_.key), quoted_literal(table_));
  }
  const std::string table = quoted_literal(fill_.table.substr(fill_.table.rfind('.') + 1));
  std::vector<std::string> nulls;
  nulls.reserve(key_.size());
  for (const std::string& column : key_) nulls.push_back(column + " is null");
  return fmt::format(
      "select (lower({0}) in ('rowid', 'oid', '_rowid_') or (select count(*) > 0 and count(*) = "
      "sum(lower(name) in (select lower(value) from json_each({1}))) from pragma_table_info({2}) "
      "where pk > 0) or exists (select from_unique.name from pragma_index_list({2}) as from_unique "
      "where from_unique.\"unique\" and not from_unique.partial and not exists (select * from "
      "pragma_index_info(from_unique.name) as part where part.name is null or lower(part.name) not "
      "in (select lower(value) from json_each({1}))))) and not exists (select * from {3} where "
      "{4})",
      quoted_literal(fill_.key.front()), fmt::format("json_array({})", literals(fill_.key)), table,
      table_, fmt::format("{}", fmt::join(nulls, " or ")));
}

std::string backfill_sql::estimate() const {
  const std::string where = fill_.where.empty() ? "" : fmt::format(" where {}", fill_.where);
  return on_postgresql_ ? fmt::format("explain select from {}{}", table_, where)
                        : fmt::format("select count(*) from {}{}", table_, where);
}

std::string backfill_sql::range(const std::vector<std::string>& last,
                                const std::string& end) const {
  std::vector<std::string> conditions;
  if (!last.empty()) conditions.push_back(fmt::format("{} > {}", row_of(key_), row_of(last)));
  if (!end.empty()) conditions.push_back(fmt::format("{} <= {}", row_of(key_), end));
  if (!fill_.where.empty()) conditions.push_back(fmt::format("({}\n)", fill_.where));
  return conditions.empty() ? std::string()
                            : fmt::format(" where {}", fmt::join(conditions, " and "));
}

std::string backfill_sql::next(const std::vector<std::string>& last) const {
  std::vector<std::string> texts;
  std::vector<std::string> backwards;
  for (const std::string& column : key_) {
    texts.push_back(on_postgresql_ ? fmt::format("quote_literal({}::text)", column)
                                   : fmt::format("quote({})", column));
    backwards.push_back(column + " desc");
  }
  return fmt::format(
      "select count(*) over (), {} from (select {} from {}{} order by {} limit {}) as batch order "
      "by {} limit 1",
      joined(texts), joined(key_), table_, range(last, {}), joined(key_), fill_.batch,
      joined(backwards));
}

std::string backfill_sql::change(const std::vector<std::string>& last,
                                 const std::vector<std::string>& end) const {
  return fmt::format("update {} set {}{}", table_, fill_.set, range(last, row_of(end)));
}

}  // namespace revise
