#include "engine/script_log.h"

#include <fmt/format.h>

#include "dialect/literal.h"
#include "engine/psql_format.h"

namespace revise {

namespace {

std::string literal(database_kind kind, const std::string& text) {
  return kind == database_kind::sqlite ? sqlite_literal(text) : postgresql_literal(text);
}

}  // namespace

std::string script_log_opening(const script_table& table) {
  const log_table_sql log = table.log();
  if (table.sql.kind() == database_kind::sqlite) return log.create_if_missing() + ";\n";
  // `if not exists` would print a notice each time. Where there is no version table, the script
  // does nothing, or fails.
  return psql_do(fmt::format(R"(
begin
  if to_regclass({}) is not null and to_regclass({}) is null then
    {};
  end if;
end )",
                             postgresql_literal(table.sql.table()), postgresql_literal(log.table()),
                             log.create()));
}

std::string script_log_entries(const script_table& table, const script_transaction& transaction) {
  const log_table_sql log = table.log();
  const database_kind kind = table.sql.kind();
  const auto entry = [&](const std::string& revision, std::string_view direction) {
    return log.append_by_script(literal(kind, revision), literal(kind, std::string(direction)),
                                transaction.source_hash, transaction.note) +
           ";\n";
  };
  if (!transaction.revision.empty()) return entry(transaction.revision, name_of(transaction.way));
  std::string text;
  for (const std::string& id : transaction.added) text += entry(id, "stamp");
  return text;
}

}  // namespace revise
