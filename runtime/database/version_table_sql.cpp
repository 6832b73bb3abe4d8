#include "database/version_table_sql.h"

#include <fmt/format.h>

#include "util/quoted_identifier.h"

namespace revise {

version_table_sql::version_table_sql(database_kind kind, std::string_view schema,
                                     std::string_view name)
    : kind_(kind),
      schema_(schema),
      name_(name),
      table_((schema.empty() ? std::string() : quoted_identifier(schema) + '.') +
             quoted_identifier(name)),
      constraint_(quoted_identifier(std::string(name) + "_pkc")) {}

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
  return fmt::format("delete from {} where version_num = {}", table_, id);
}

std::string version_table_sql::add(std::string_view id) const {
  return fmt::format("insert into {} (version_num) values ({})", table_, id);
}

}  // namespace revise
