#include "script/script_format.h"

#include "script/psql_format.h"

namespace revise {

std::unique_ptr<script_format> shell_format(const script_table& table,
                                            const transaction_limits& limits) {
  return table.sql.kind() == database_kind::postgresql ? psql_format(table, limits)
                                                       : sqlite_shell_format(table);
}

std::string shell_opening(database_kind kind) {
  return kind == database_kind::postgresql ? psql_opening() : std::string();
}

}  // namespace revise
