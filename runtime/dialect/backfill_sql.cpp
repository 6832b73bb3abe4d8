#include "dialect/backfill_sql.h"

#include <fmt/format.h>

#include "dialect/dialect.h"
#include "sql/qualified_sql.h"
#include "sql/sql_piece.h"

namespace revise {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

// Checks whether the columns {0} of the table {1} are a key, and whether PostgreSQL's own operators
// order them. They do not order a type that an extension defines, nor a domain over a domain, whose
// base may be such a type.
constexpr const char* postgresql_key_check = R"(
with key (name) as (select pg_catalog.unnest(array[{0}]::pg_catalog.name[])),
attribute as (
  select attnum, attname, attnotnull, atttypid from pg_catalog.pg_attribute
  where attrelid operator(pg_catalog.=) {1}::pg_catalog.regclass and attnum operator(pg_catalog.>) 0
)
select not exists (
    select from key left join attribute on attname operator(pg_catalog.=) name
    where attnotnull is not true)
  and exists (
    select from pg_catalog.pg_index i
    where i.indrelid operator(pg_catalog.=) {1}::pg_catalog.regclass and i.indisunique
      and i.indisvalid and i.indpred is null and i.indexprs is null
      and not exists (
        select from pg_catalog.unnest(i.indkey[0:i.indnkeyatts operator(pg_catalog.-) 1]) as k
        join attribute on attnum operator(pg_catalog.=) k
        where not exists (select from key where name operator(pg_catalog.=) attname))),
  not exists (
    select from key join attribute on attname operator(pg_catalog.=) name
    join pg_catalog.pg_type given on given.oid operator(pg_catalog.=) atttypid
    join pg_catalog.pg_type t on t.oid operator(pg_catalog.=)
      case when given.typtype operator(pg_catalog.=) 'd' then given.typbasetype else given.oid end
    where not (
      t.typnamespace operator(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace
      or t.typtype operator(pg_catalog.=) any ('{{e,r,m,c}}'::pg_catalog."char"[])
      or t.typcategory operator(pg_catalog.=) 'A')))";

// A single column has no parentheses: SQLite has no row of one value.
std::string row_of(const std::vector<std::string>& parts) {
  return parts.size() == 1 ? parts.front() : fmt::format("({})", joined(parts));
}

std::string literals(const dialect& of, const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(of.literal(text));
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
  set_ = sql_piece(fill.set, kind, {"'set' of", fill.table});
  if (!fill.where.empty()) where_ = sql_piece(fill.where, kind, {"'where' of", fill.table});
}

std::string backfill_sql::key_check() const {
  const dialect& of =
      dialect_of(on_postgresql_ ? database_kind::postgresql : database_kind::sqlite);
  if (on_postgresql_) {
    return fmt::format(postgresql_key_check, literals(of, fill_.key), of.literal(table_));
  }
  const std::string table = of.literal(fill_.table.substr(fill_.table.rfind('.') + 1));
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
      of.literal(fill_.key.front()), fmt::format("json_array({})", literals(of, fill_.key)), table,
      table_, fmt::format("{}", fmt::join(nulls, " or ")));
}

std::string backfill_sql::estimate() const {
  const std::string where = where_.empty() ? "" : fmt::format(" where {}", where_);
  return on_postgresql_ ? fmt::format("explain select from {}{}", table_, where)
                        : fmt::format("select count(*) from {}{}", table_, where);
}

std::string backfill_sql::comparison(std::string_view symbol) const {
  const bool is_own = on_postgresql_ && has_own_order_;
  return is_own ? own_operator(database_kind::postgresql, symbol) : std::string(symbol);
}

std::string backfill_sql::range(const std::vector<std::string>& last,
                                const std::string& end) const {
  std::vector<std::string> conditions;
  if (!last.empty()) {
    conditions.push_back(fmt::format("{} {} {}", row_of(key_), comparison(">"), row_of(last)));
  }
  if (!end.empty()) {
    conditions.push_back(fmt::format("{} {} {}", row_of(key_), comparison("<="), end));
  }
  if (!where_.empty()) conditions.push_back(fmt::format("({})", where_));
  return conditions.empty() ? std::string()
                            : fmt::format(" where {}", fmt::join(conditions, " and "));
}

std::string backfill_sql::next(const std::vector<std::string>& last) const {
  std::vector<std::string> texts;
  std::vector<std::string> backwards;
  for (const std::string& column : key_) {
    texts.push_back(on_postgresql_
                        ? fmt::format("pg_catalog.quote_literal({}::pg_catalog.text)", column)
                        : fmt::format("quote({})", column));
    backwards.push_back(column + " desc");
  }
  return fmt::format(
      "select {}(*) over (), {} from (select {} from {}{} order by {} limit {}) as batch order "
      "by {} limit 1",
      on_postgresql_ ? "pg_catalog.count" : "count", joined(texts), joined(key_), table_,
      range(last, {}), joined(key_), fill_.batch, joined(backwards));
}

std::string backfill_sql::change(const std::vector<std::string>& last,
                                 const std::vector<std::string>& end) const {
  return fmt::format("update {} set {}{}", table_, set_, range(last, row_of(end)));
}

}  // namespace revise
