#include "database/version_table.h"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>

#include "database/sql_error.h"
#include "util/quoted_identifier.h"

namespace revise {

namespace {

// The database's own words, out of what SOCI puts around them: "Cannot execute query. Fatal error.
// ERROR:  permission denied for table t\n", "sqlite3_statement_backend::loadOne: no such table: t".
sql_failure failure_of(const soci::soci_error& e, std::string sqlstate,
                       const std::string& statement) {
  std::string said = e.get_error_message();
  for (const std::string_view before : {"ERROR:  ", "sqlite3_statement_backend::loadOne: ",
                                        "sqlite3_statement_backend::prepare: "}) {
    const std::size_t found = said.find(before);
    if (found != std::string::npos) said.erase(0, found + before.size());
  }
  while (!said.empty() && said.back() == '\n') said.pop_back();
  const std::size_t line = std::min(said.find('\n'), said.size());
  return {.sqlstate = std::move(sqlstate),
          .message = said.substr(0, line),
          .detail = line < said.size() ? said.substr(line + 1) : std::string(),
          .hint = {},
          .context = {},
          .statement = statement};
}

// SOCI's exceptions become ours at this file's edge.
template <class Function>
auto translated(Function&& function, const std::string& statement) {
  try {
    return function();
  } catch (const soci::postgresql_soci_error& e) {
    throw sql_error(failure_of(e, e.sqlstate(), statement));
  } catch (const soci::soci_error& e) {
    throw sql_error(failure_of(e, {}, statement));
  }
}

// SQLite has no SQLSTATE, and SOCI passes only the message on.
bool is_duplicate(const sql_failure& failure) {
  return failure.sqlstate == "23505" || failure.message.starts_with("UNIQUE constraint failed");
}

}  // namespace

version_table::version_table(connection& database, std::string name, std::string schema)
    : database_(database), name_(std::move(name)), schema_(std::move(schema)) {
  locate();
}

void version_table::locate() {
  soci::session& sql = database_.session();
  if (database_.kind() == database_kind::sqlite) {
    if (schema_.empty()) schema_ = "main";
    const std::string query = fmt::format(
        "select count(*) from {}.sqlite_schema where type = 'table' and lower(name) = lower(:name)",
        quoted_identifier(schema_));
    int found = 0;
    translated([&] { sql << query, soci::use(name_), soci::into(found); }, query);
    exists_ = found > 0;
    return;
  }
  // One round trip: where the search path would put the table, where it finds one, and how wide
  // its column is (pg_attribute.atttypmod holds a varchar's length plus 4).
  const std::string query =
      "select coalesce(n.nspname, nullif(:given, ''), current_schema(), ''), c.oid is not null, "
      "coalesce(a.atttypmod, -1) from (select 1) one left join pg_catalog.pg_class c on c.oid = "
      "to_regclass(case when :given = '' then '' else quote_ident(:given) || '.' end || "
      "quote_ident(:name)) left join pg_catalog.pg_namespace n on n.oid = c.relnamespace left "
      "join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'version_num'";
  const std::string given = schema_;
  std::string where;
  std::string found;
  int type_modifier = -1;
  translated(
      [&] {
        sql << query, soci::use(given, "given"), soci::use(name_, "name"), soci::into(where),
            soci::into(found), soci::into(type_modifier);
      },
      query);
  if (where.empty()) {
    throw error("the connection has no default schema to keep the version table in",
                "set version_table_schema in the ini, or a search_path for this role");
  }
  schema_ = where;
  exists_ = found == "t";
  width_ = type_modifier > 4 ? std::optional(type_modifier - 4) : std::nullopt;
}

std::vector<std::string> version_table::read() const {
  std::vector<std::string> rows;
  if (!exists_) return rows;
  const std::string query = fmt::format("select version_num from {}", sql().table());
  translated(
      [&] {
        const soci::rowset<std::string> found = (database_.session().prepare << query);
        rows.assign(found.begin(), found.end());
      },
      query);
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
  soci::session& session = database_.session();
  // A merge or a step along a branch replaces rows; updating in place is what Alembic does, too,
  // but a delete and an insert leave the same rows and need one case less.
  for (const std::string& id : removed) {
    const std::string text = sql().remove(":id");
    const long long deleted = translated(
        [&] {
          soci::statement statement = (session.prepare << text, soci::use(id));
          statement.execute(true);
          return statement.get_affected_rows();
        },
        text);
    if (deleted != 1) {
      throw error(fmt::format("the row '{}' is gone from {}: another process changed it meanwhile",
                              id, display_name()),
                  "revise current");
    }
  }
  for (const std::string& id : added) {
    const std::string text = sql().add(":id");
    try {
      translated([&] { session << text, soci::use(id); }, text);
    } catch (const sql_error& e) {
      if (!is_duplicate(e.failure())) throw;
      throw error(fmt::format("the row '{}' is in {} already: another process wrote it meanwhile",
                              id, display_name()),
                  "revise current");
    }
  }
}

void version_table::widen_for(const std::vector<std::string>& ids) {
  if (!width_) return;
  const bool fits = std::all_of(ids.begin(), ids.end(), [this](const std::string& id) {
    return id.size() <= static_cast<std::size_t>(*width_);
  });
  if (fits) return;
  database_.execute(sql().widen());
  // The width found stays in mind: the transaction may be rolled back, and to widen twice is
  // harmless.
}

}  // namespace revise
