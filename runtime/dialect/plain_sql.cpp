#include "dialect/plain_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "sql/sql_scanner.h"
#include "util/error.h"
#include "util/line_and_column.h"

namespace revise {

namespace {

[[noreturn]] void refuse(const operations_data::execute& op, std::size_t offset,
                         const std::string& why, std::string hint) {
  const text_place place = line_and_column(op.sql, offset);
  throw error(fmt::format("{}:{}:{}: {}", op.file, place.line, place.column, why), std::move(hint));
}

std::string_view command_at(std::string_view sql, std::size_t offset) {
  const std::size_t end = sql.find_first_of(" \t\r\n;", offset);
  return sql.substr(offset, std::min(end, sql.size()) - offset);
}

std::string hint_for(std::string_view command) {
  if (command == "\\i" || command == "\\ir" || command == "\\include" ||
      command == "\\include_relative") {
    return "call op.execute_file again, with that file";
  }
  if (command == "\\copy" || command == "\\.") {
    return "write 'insert' instead, as pg_dump --inserts does";
  }
  if (command == "\\c" || command == "\\connect") {
    return "remove it: revise is already connected to the database of its URL";
  }
  if (command == "\\restrict" || command == "\\unrestrict") {
    return "remove it: pg_dump writes it only for psql";
  }
  return "remove it, or write it as SQL";
}

}  // namespace

void check_plain_sql(const operations_data::execute& op, database_kind kind,
                     bool standard_strings) {
  const std::string_view sql = op.sql;
  if (const std::size_t nul = sql.find('\0'); nul != std::string_view::npos) {
    refuse(op, nul, "a NUL byte, which SQL does not allow", "save the file as UTF-8");
  }
  sql_scanner scanner(sql, kind, standard_strings);
  bool first = true;                          // the token is the first of its statement
  std::size_t copy = std::string_view::npos;  // where the statement begins, if it is a copy
  bool after_from = false;
  for (std::optional<sql_token> token = scanner.next(); token; token = scanner.next()) {
    if (token->text == "\\") {
      const std::string_view command = command_at(sql, token->offset);
      refuse(op, token->offset, fmt::format("'{}' is a command of psql, not SQL", command),
             hint_for(command));
    }
    if (token->kind == sql_token_kind::semicolon) {
      first = true;
      copy = std::string_view::npos;
      continue;
    }
    if (first && token->text == "." && kind == database_kind::sqlite) {
      refuse(op, token->offset,
             fmt::format("'{}' is a command of the sqlite3 shell, not SQL",
                         command_at(sql, token->offset)),
             "remove it, or write it as SQL");
    }
    if (first && token->is("copy")) copy = token->offset;
    if (copy != std::string_view::npos && after_from && token->is("stdin") &&
        kind == database_kind::postgresql) {
      refuse(op, copy, "'copy ... from stdin' is followed by its data, which only psql can send",
             hint_for("\\copy"));
    }
    after_from = token->is("from");
    first = false;
  }
}

}  // namespace revise
