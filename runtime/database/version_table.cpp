#include "database/version_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "database/sql_error.h"
#include "util/quoted_identifier.h"

namespace revise {

namespace {

// SQLite has no SQLSTATE.
bool is_duplicate(const sql_failure& failure) {
  return failure.sqlstate == "23505" || failure.message.starts_with("UNIQUE constraint failed");
}

}  // namespace

version_table::version_table(connection& database, std::string name, std::string schema)
    : database_(database), name_(std::move(name)), schema_(std::move(schema)) {
  locate();
}

void version_table::locate() {
  if (database_.kind() == database_kind::sqlite) {
    if (schema_.empty()) schema_ = "main";
    const result_set found =
        database_.query(fmt::format("select count(*) from {}.sqlite_schema where type = 'table' "
                                    "and lower(name) = lower($1)",
                                    quoted_identifier(schema_)),
                        {name_});
    exists_ = *found.cells[0] != "0";
    return;
  }
  // One round trip: where the search path would put the table, where it finds one, and how wide
  // its column is (pg_attribute.atttypmod holds a varchar's length plus 4).
  const result_set found = database_.query(
      "select coalesce(n.nspname, nullif($1, ''), current_schema(), ''), c.oid is not null, "
      "coalesce(a.atttypmod, -1) from (select 1) one left join pg_catalog.pg_class c on c.oid = "
      "to_regclass(case when $1 = '' then '' else quote_ident($1) || '.' end || quote_ident($2)) "
      "left join pg_catalog.pg_namespace n on n.oid = c.relnamespace left join "
      "pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'version_num'",
      {schema_, name_});
  const std::string& where = *found.cells[0];
  if (where.empty()) {
    throw error("the connection has no default schema to keep the version table in",
                "set version_table_schema in the ini, or a search_path for this role");
  }
  schema_ = where;
  exists_ = *found.cells[1] == "t";
  const int type_modifier = std::stoi(*found.cells[2]);
  width_ = type_modifier > 4 ? std::optional(type_modifier - 4) : std::nullopt;
}

std::vector<std::string> version_table::read() const {
  std::vector<std::string> rows;
  if (!exists_) return rows;
  const result_set found =
      database_.query(fmt::format("select version_num from {}", sql().table()), {});
  for (const std::optional<std::string>& cell : found.cells) rows.push_back(cell.value_or(""));
  std::sort(rows.begin(), rows.end());
  return rows;
}

bool version_table::ensure() {
  if (exists_) return false;
  const bool own_transaction = !database_.in_transaction();
  try {
    if (own_transaction) database_.begin();
    database_.execute(sql().create());
    if (own_transaction) database_.commit();
  } catch (const error&) {
    if (own_transaction) database_.rollback();
    // Two processes that create a table at once: one gets 42P07 or, from the catalog's own
    // index, 23505. Whatever it was, a table that is there now will do.
    if (own_transaction) locate();
    if (!exists_) throw;
    return false;
  }
  exists_ = true;
  width_ = version_table_sql::width;
  return true;
}

void version_table::apply(const std::vector<std::string>& removed,
                          const std::vector<std::string>& added) {
  widen_for(added);
  // A merge or a step along a branch replaces rows; updating in place is what Alembic does, too,
  // but a delete and an insert leave the same rows and need one case less.
  for (const std::string& id : removed) {
    database_.enqueue(sql().remove("$1"), {id}, [this, id](const statement_answer& answer) {
      if (answer.rows() == 1) return;
      throw error(fmt::format("the row '{}' is gone from {}: another process changed it meanwhile",
                              id, display_name()),
                  "revise current");
    });
  }
  for (const std::string& id : added) {
    database_.enqueue(sql().add("$1"), {id}, [this, id](const statement_answer& answer) {
      try {
        answer.rows();
      } catch (const sql_error& e) {
        if (!is_duplicate(e.failure())) throw;
        throw error(fmt::format("the row '{}' is in {} already: another process wrote it meanwhile",
                                id, display_name()),
                    "revise current");
      }
    });
  }
}

void version_table::widen_for(const std::vector<std::string>& ids) {
  if (!width_) return;
  const bool fits = std::all_of(ids.begin(), ids.end(), [this](const std::string& id) {
    return id.size() <= static_cast<std::size_t>(*width_);
  });
  if (fits) return;
  database_.enqueue(sql().widen());
  // The width found stays in mind: the transaction may be rolled back, and to widen twice is
  // harmless.
}

}  // namespace revise
