#include "database/records/own_table.h"

#include <fmt/format.h>

#include "sql/quoted_identifier.h"
#include "util/error.h"

namespace revise {

own_table::own_table(connection& database, const version_table& beside, std::string_view suffix)
    : database_(database), beside_(beside), name_(beside.name() + std::string(suffix)) {
  refresh();
}

located_table own_table::locate() const {
  return locate_table(database_, beside_.schema(), name_, beside_.owner());
}

void own_table::refresh() {
  sql_name_ = quoted_identifier(beside_.schema()) + '.' + quoted_identifier(name_);
  where_ = locate();
}

void own_table::ensure(std::string_view definition) {
  if (where_.exists) return;
  create_own_table(database_, fmt::format("create table {} ({})", sql_name_, definition), where_,
                   [this] { return locate(); });
}

bool create_own_table(connection& database, std::string_view create, located_table& where,
                      const std::function<located_table()>& locate) {
  const bool own_transaction = !database.in_transaction();
  try {
    if (own_transaction) database.begin();
    database.execute(create);
    if (own_transaction) database.commit();
  } catch (const error& e) {
    // If two processes create a table at the same time, one of them gets 42P07 or, from an index of
    // the catalog, 23505. Whatever the error was, it does not matter if the table exists now.
    if (own_transaction) {
      database.rollback();
      where = locate();
      if (where.exists) return false;
    }
    const auto* const refused = dynamic_cast<const sql_error*>(&e);
    if (refused != nullptr) throw with_create_hint(*refused, where);
    throw;
  }
  where.exists = true;
  return true;
}

}  // namespace revise
