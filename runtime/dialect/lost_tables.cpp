#include "dialect/lost_tables.h"

#include <fmt/format.h>

#include "sql/literal.h"
#include "sql/quoted_identifier.h"

namespace revise {

namespace {

table_query tables_of_sqlite(const row_loss& loss) {
  const std::string& schema = loss.name.schema;
  const std::string given = schema.empty() ? std::string() : quoted_identifier(schema) + '.';
  return {fmt::format("select name, {} || '\"' || replace(name, '\"', '\"\"') || '\"' from "
                      "{}.sqlite_schema where type = 'table' and lower(name) = lower($1)",
                      sqlite_literal(given), quoted_identifier(schema.empty() ? "main" : schema)),
          {loss.name.name}};
}

table_query tables_of_postgresql(const row_loss& loss) {
  const bool is_schema = loss.what == row_loss::how::schema_dropped;
  const std::string name = quoted_identifier(loss.name.name);
  std::string condition =
      is_schema ? "relnamespace operator(pg_catalog.=) pg_catalog.to_regnamespace($1) and not "
                  "relispartition"
                : "oid operator(pg_catalog.=) pg_catalog.to_regclass($1)";
  std::vector<sql_value> parameters{is_schema || loss.name.schema.empty()
                                        ? name
                                        : quoted_identifier(loss.name.schema) + '.' + name};
  if (!loss.if_comment.empty()) {
    condition += fmt::format(" and pg_catalog.obj_description({}) operator(pg_catalog.=) $2",
                             is_schema ? "relnamespace, 'pg_namespace'::pg_catalog.name"
                                       : "oid, 'pg_class'::pg_catalog.name");
    parameters.emplace_back(loss.if_comment);
  }
  return {fmt::format("select oid::pg_catalog.regclass::pg_catalog.text, "
                      "oid::pg_catalog.regclass::pg_catalog.text from pg_catalog.pg_class "
                      "where {} and (relkind operator(pg_catalog.=) 'r' or relkind "
                      "operator(pg_catalog.=) 'p') order by 1",
                      condition),
          std::move(parameters)};
}

}  // namespace

table_query tables_of(const row_loss& loss, database_kind kind) {
  if (kind == database_kind::postgresql) return tables_of_postgresql(loss);
  // SQLite has attached files instead of schemas, and no statement drops one.
  if (loss.what == row_loss::how::schema_dropped) return {"select 1, 1 where false", {}};
  return tables_of_sqlite(loss);
}

}  // namespace revise
