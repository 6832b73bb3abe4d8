#include "engine/text_parts.h"

#include "sql/reading_change.h"
#include "sql/sql_statements.h"

namespace revise {

namespace {

// In bytes. The server needs about ten times as much memory while it processes a message.
constexpr std::size_t part_size = 512U << 10U;

}  // namespace

bool is_sent_in_parts(std::string_view sql) {
  return sql.size() > part_size || (may_change_reading(sql) && depends_on_reading(sql));
}

void send_in_parts(const connection& database, std::string_view sql,
                   const std::function<void(std::size_t begin, std::size_t end)>& send) {
  const bool depends = depends_on_reading(sql);
  std::size_t begin = 0;
  statement_splitter reader(sql, database_kind::postgresql, database.standard_strings());
  while (const std::optional<sql_statement> statement = reader.next()) {
    const bool changes = depends && may_change_reading(statement->text);
    if (!changes && statement->end - begin < part_size) continue;
    send(begin, statement->end);
    begin = statement->end;
    if (!database.in_begun_transaction()) return;
    if (changes) reader.set_standard_strings(database.standard_strings());
  }
  if (begin < sql.size()) send(begin, sql.size());
}

}  // namespace revise
