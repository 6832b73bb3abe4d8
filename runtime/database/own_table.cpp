#include "database/own_table.h"

#include <fmt/format.h>

#include "util/error.h"
#include "util/quoted_identifier.h"

namespace revise {

own_table::own_table(connection& database, const version_table& beside, std::string_view suffix)
    : database_(database), beside_(beside), suffix_(suffix) {
  refresh();
}

void own_table::refresh() {
  const std::string& schema = beside_.schema();
  const std::string name = beside_.name() + suffix_;
  sql_name_ = quoted_identifier(schema) + '.' + quoted_identifier(name);
  const bool on_sqlite = database_.kind() == database_kind::sqlite;
  const result_set found =
      on_sqlite ? database_.query(fmt::format("select count(*) from {}.sqlite_schema where type = "
                                              "'table' and lower(name) = lower($1)",
                                              quoted_identifier(schema)),
                                  {name})
                : database_.query("select to_regclass($1) is not null", {sql_name_});
  exists_ = *found.cells[0] == (on_sqlite ? "1" : "t");
}

void own_table::ensure(std::string_view definition) {
  if (exists_) return;
  const bool own_transaction = !database_.in_transaction();
  try {
    if (own_transaction) database_.begin();
    database_.execute(fmt::format("create table {} ({})", sql_name_, definition));
    if (own_transaction) database_.commit();
  } catch (const error&) {
    if (!own_transaction) throw;
    database_.rollback();
    // Two processes that create a table at once: one gets 42P07 or, from the catalog's own
    // index, 23505. Whatever it was, a table that is there now will do.
    refresh();
    if (!exists_) throw;
  }
  exists_ = true;
}

}  // namespace revise
