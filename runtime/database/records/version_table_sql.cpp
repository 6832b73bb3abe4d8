#include "database/records/version_table_sql.h"

#include <fmt/format.h>

#include "sql/qualified_sql.h"
#include "sql/quoted_identifier.h"
#include "util/error.h"

namespace revise {

version_table_sql::version_table_sql(database_kind kind, std::string_view schema,
                                     std::string_view name)
    : kind_(kind),
      schema_(schema),
      name_(name),
      table_((schema.empty() ? std::string() : quoted_identifier(schema) + '.') +
             quoted_identifier(name)),
      constraint_(quoted_identifier(std::string(name) + "_pkc")) {
  require_fitting(kind, name);
}

version_table_sql version_table_sql::in_schema(std::string_view schema) const {
  version_table_sql result = *this;
  result.table_ = std::string(schema) + '.' + quoted_identifier(name_);
  return result;
}

void version_table_sql::require_fitting(database_kind kind, std::string_view name) {
  constexpr std::size_t longest_identifier = 63;  // bytes
  constexpr std::size_t longest = longest_identifier - std::string_view("_backfill").size();
  if (kind == database_kind::sqlite || name.size() <= longest) return;
  throw error(fmt::format("the version table's name '{}' has {} bytes; postgresql keeps {} bytes "
                          "of a name, and '{}_backfill' must fit",
                          name, name.size(), longest_identifier, name),
              fmt::format("version_table = a name of at most {} bytes", longest));
}

std::string version_table_sql::definition() const {
  return fmt::format(
      "{} (version_num varchar({}) not null, constraint {} primary key (version_num))", table_,
      width, constraint_);
}

std::string version_table_sql::create() const { return "create table " + definition(); }

std::string version_table_sql::create_if_missing() const {
  return "create table if not exists " + definition();
}

std::string version_table_sql::widen() const {
  return fmt::format("alter table {} alter column version_num type varchar({})", table_, width);
}

std::string version_table_sql::remove(std::string_view id) const {
  return fmt::format("delete from {} where version_num {} {}", table_, own_operator(kind_, "="),
                     id);
}

std::string version_table_sql::replace_nulls() const {
  return fmt::format("update {} set version_num = '' where version_num is null", table_);
}

std::string version_table_sql::remove_copies() const {
  return kind_ == database_kind::sqlite
             ? fmt::format(
                   "delete from {0} where rowid not in (select min(rowid) from {0} group "
                   "by version_num)",
                   table_)
             : fmt::format(
                   "delete from {0} where ctid operator(pg_catalog.<>) all (select "
                   "pg_catalog.min(ctid) from {0} group by version_num)",
                   table_);
}

std::string version_table_sql::add(std::string_view id) const {
  return fmt::format("insert into {} (version_num) values ({})", table_, id);
}

}  // namespace revise
