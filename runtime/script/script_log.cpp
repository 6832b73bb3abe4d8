#include "script/script_log.h"

#include <fmt/format.h>

#include "dialect/dialect.h"
#include "script/psql_format.h"
#include "script/script_tables.h"

namespace revise {

// The sqlite3 shell has no conditions. If nothing is known of the log, entries are written without
// parents.
std::string sqlite_log_opening(const script_table& table) {
  const log_table_sql log = table.log();
  std::string text = log.create_if_missing() + ";\n";
  if (table.parents == log_parents::missing) {
    text += log_table_sql::add_parents(database_kind::sqlite, log.table()) + ";\n";
  }
  return text;
}

std::string script_log_entries(const script_table& table, const script_transaction& transaction) {
  const log_table_sql log = table.log();
  const dialect& written_in = dialect_of(table.sql.kind());
  const auto literal = [&](const std::string& text) { return written_in.literal(text); };
  const auto entry = [&](const std::string& revision, std::string_view direction) {
    const auto parents = transaction.parents.find(revision);
    const std::string& hash = transaction.source_hash;
    const log_table_sql::script_entry made{
        .revision = literal(revision),
        .direction = literal(std::string(direction)),
        .source_hash = hash.empty() ? "null" : literal(hash),
        .note = transaction.note,
        .parents = parents == transaction.parents.end() ? "null" : literal(parents->second)};
    if (!written_in.traits().script_conditions || table.parents == log_parents::present) {
      return log.append_by_script(made, table.parents != log_parents::unknown) + ";\n";
    }
    // A role that does not own the log could not add the column.
    return psql_do(fmt::format(R"(
begin
  {};
exception when undefined_column then
  {};
end )",
                               psql_body(table, log.append_by_script(made)),
                               psql_body(table, log.append_by_script(made, false))));
  };
  if (!transaction.revision.empty()) return entry(transaction.revision, name_of(transaction.way));
  std::string text;
  for (const std::string& id : transaction.added) text += entry(id, "stamp");
  return text;
}

}  // namespace revise
