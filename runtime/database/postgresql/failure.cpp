#include "database/postgresql/failure.h"

#include <fmt/format.h>

#include <cstdlib>

#include "util/line_and_column.h"
#include "util/utf8.h"

namespace revise {

namespace {

// PostgreSQL counts characters, starting at 1.
std::size_t byte_of_character(std::string_view text, unsigned long character) {
  if (character == 0) return 0;
  std::size_t byte = 0;
  for (unsigned long seen = 0; byte < text.size(); ++byte) {
    if (!utf8::continues_character(text[byte]) && ++seen == character) break;
  }
  return byte + 1;
}

constexpr const char* row_security_hint =
    "the operation needs all rows, but row level security hides some from this role: alter role "
    "ROLE "
    "bypassrls; "
    "or alter table TABLE disable row level security; or, for the table's owner, alter table TABLE "
    "no "
    "force row level security";

}  // namespace

std::string trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return std::string(text);
}

sql_error refused_by(const PGresult& result, const std::string& text,
                     std::optional<std::size_t> completed) {
  const auto field = [&result](int code) {
    const char* value = PQresultErrorField(&result, code);
    return std::string(value == nullptr ? "" : value);
  };
  const std::string character = field(PG_DIAG_STATEMENT_POSITION);
  sql_failure failure{
      .sqlstate = field(PG_DIAG_SQLSTATE),
      .message = field(PG_DIAG_MESSAGE_PRIMARY),
      .detail = field(PG_DIAG_MESSAGE_DETAIL),
      .hint = field(PG_DIAG_MESSAGE_HINT),
      .context = field(PG_DIAG_CONTEXT),
      .statement = text,
      .position = byte_of_character(text, std::strtoul(character.c_str(), nullptr, 10)),
      .completed = completed};
  // lock_not_available, deadlock_detected, serialization_failure (manual 13.5).
  failure.by_lock =
      failure.sqlstate == "55P03" || failure.sqlstate == "40P01" || failure.sqlstate == "40001";
  // character_not_in_repertoire: the server finds the byte in the text as a whole, and reports no
  // position.
  const std::size_t broken = failure.sqlstate == "22021" ? utf8::valid_length(text) : text.size();
  if (broken < text.size()) failure.position = broken + 1;
  sql_error refused(std::move(failure));
  // The name of the server's function identifies the error, because the message is in the server's
  // language.
  if (field(PG_DIAG_SOURCE_FUNCTION) == "check_enable_rls") refused.set_hint(row_security_hint);
  return refused;
}

connection_error lost(const PGconn* connection, std::string_view farewell) {
  const std::string_view last = PQerrorMessage(connection);
  const bool is_told = last.find(farewell) != std::string_view::npos;
  return connection_error(fmt::format("the connection to the server was lost: {}{}",
                                      is_told ? "" : farewell, trimmed(last)));
}

}  // namespace revise
