#include "engine/read_catalog.h"

#include "database/postgresql/session_sql.h"
#include "dialect/traits.h"

namespace revise {

namespace {

// Runs the catalog query. For readability, the query names no schema for its functions and
// operators; so the search path is pg_catalog alone while it runs.
result_set found_by_own_names(connection& database) {
  const std::string_view query = catalog::query_of(database.kind());
  if (!traits_of(database.kind()).main_schema.empty()) return database.query(query, {});
  const bool own_transaction = !database.in_transaction();
  try {
    if (own_transaction) database.begin();
    database.enqueue(set_aside_statement("search_path", "pg_catalog"));
    result_set found = database.query(query, {});
    database.enqueue(put_back_statement("search_path"));
    if (own_transaction) database.rollback();
    return found;
  } catch (...) {
    if (own_transaction) database.rollback();
    throw;
  }
}

}  // namespace

catalog::snapshot read_catalog(connection& database,
                               const std::vector<catalog::table_name>& left_out) {
  const result_set found = found_by_own_names(database);
  return catalog::read_document(database.kind(), found.cells.at(0).value(), left_out);
}

}  // namespace revise
