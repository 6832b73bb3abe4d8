#include "database/sqlite/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "database/parameters.h"
#include "database/value_text.h"

namespace revise {

using namespace sqlite_api;

namespace {

// revise has only `$1`, `$2`, …. Others are refused: `?`, `:name`, and `$1::text`, which SQLite
// reads as one name.
std::size_t number_of(sqlite3_stmt& statement, int index, const std::string& sql) {
  const char* found = sqlite3_bind_parameter_name(&statement, index);
  const std::string_view name = found == nullptr ? "?" : found;
  std::size_t number = 0;
  if (name.starts_with('$')) {
    const auto [end, code] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (code != std::errc() || end != name.data() + name.size()) number = 0;
  }
  if (number != 0) return number;
  sql_error wrong({.sqlstate = {},
                   .message = fmt::format("'{}' is not a placeholder", name),
                   .detail = {},
                   .hint = {},
                   .context = {},
                   .statement = sql});
  wrong.set_hint(
      name.find("::") == std::string_view::npos
          ? "placeholders are $1, $2, …"
          : fmt::format("sqlite has no '::', use cast({} as …)", name.substr(0, name.find("::"))));
  throw wrong;
}

std::optional<std::string> cell_of(sqlite3_stmt& statement, int column) {
  switch (sqlite3_column_type(&statement, column)) {
    case SQLITE_NULL:
      return {};
    // SQLite's own text has only 15 digits.
    case SQLITE_FLOAT:
      return text_of(sqlite3_column_double(&statement, column));
    case SQLITE_BLOB: {
      const void* bytes = sqlite3_column_blob(&statement, column);
      return text_of(
          bytes_ref(bytes, static_cast<std::size_t>(sqlite3_column_bytes(&statement, column))));
    }
    default: {
      const unsigned char* text = sqlite3_column_text(&statement, column);
      return std::string(reinterpret_cast<const char*>(text),
                         static_cast<std::size_t>(sqlite3_column_bytes(&statement, column)));
    }
  }
}

}  // namespace

sql_error refused_by(sqlite3* connection, std::string_view sql, const char* message,
                     std::size_t position) {
  return sql_error(
      {.sqlstate = {},
       .message = message == nullptr ? sqlite3_errmsg(connection) : message,
       .detail = {},
       .hint = {},
       .context = {},
       .statement = std::string(sql),
       .position = position,
       .completed = {},
       .by_lock = message == nullptr && (sqlite3_errcode(connection) & 0xff) == SQLITE_BUSY});
}

std::size_t position_of_error(sqlite3* connection, std::size_t start) {
  const int offset = sqlite3_error_offset(connection);
  return offset < 0 ? 0 : start + static_cast<std::size_t>(offset) + 1;
}

void bind(sqlite3_stmt& statement, int index, const value& v) {
  switch (v.what()) {
    case value::kind::null_value:
      sqlite3_bind_null(&statement, index);
      break;
    case value::kind::boolean_value:
      sqlite3_bind_int(&statement, index, v.boolean() ? 1 : 0);
      break;
    case value::kind::integer_value:
      sqlite3_bind_int64(&statement, index, v.integer());
      break;
    case value::kind::unsigned_value:
      throw error(fmt::format("{} is too large for an integer in sqlite", v.unsigned_integer()),
                  "pass it as text");
    case value::kind::real_value:
      // SQLite would store null (sqlite.org/c3ref/bind_blob.html).
      if (std::isnan(v.real())) throw error("sqlite has no NaN", "pass nullptr");
      sqlite3_bind_double(&statement, index, v.real());
      break;
    case value::kind::text_value:
      sqlite3_bind_text64(&statement, index, v.text().data(), v.text().size(), SQLITE_STATIC,
                          SQLITE_UTF8);
      break;
    case value::kind::bytes_value:
      // A null pointer would be bound as null.
      sqlite3_bind_blob64(&statement, index,
                          v.bytes().empty() ? "" : static_cast<const void*>(v.bytes().data()),
                          v.bytes().size(), SQLITE_STATIC);
      break;
  }
}

sqlite_statement::sqlite_statement(sqlite3* connection, std::string_view sql,
                                   const std::vector<sql_value>& parameters)
    : connection_(connection), sql_(sql), statement_(nullptr, &sqlite3_finalize) {
  const std::size_t nul = sql_.find('\0');
  if (nul != std::string::npos) {
    throw refused_by(connection_, sql.substr(0, nul),
                     "the SQL contains a NUL byte and would be cut there");
  }
  const char* rest = nullptr;
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(connection_, sql_.c_str(), static_cast<int>(sql_.size()), &prepared,
                         &rest) != SQLITE_OK) {
    throw refused_by(connection_, sql_, nullptr, position_of_error(connection_, 0));
  }
  statement_.reset(prepared);
  if (prepared == nullptr) throw refused_by(connection_, sql_, "the SQL contains no statement");
  // The rest may consist of blanks, comments and semicolons.
  while (*rest != '\0') {
    const std::size_t at = static_cast<std::size_t>(rest - sql_.c_str());
    sqlite3_stmt* another = nullptr;
    const bool is_text = sqlite3_prepare_v2(connection_, rest, -1, &another, &rest) != SQLITE_OK ||
                         another != nullptr;
    sqlite3_finalize(another);
    if (is_text) {
      throw refused_by(connection_, sql_, "only a single statement can have parameters or a result",
                       sql_.find_first_not_of(" \t\r\n", at) + 1);
    }
  }
  const int placeholders = sqlite3_bind_parameter_count(prepared);
  std::size_t taken = 0;
  for (int i = 1; i <= placeholders; ++i) taken = std::max(taken, number_of(*prepared, i, sql_));
  if (taken != parameters.size()) throw parameter_mismatch(sql_, parameters.size(), taken);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const int index = sqlite3_bind_parameter_index(prepared, fmt::format("${}", i + 1).c_str());
    if (index == 0) {
      throw refused_by(connection_, sql_,
                       fmt::format("parameter ${} does not occur in the SQL", i + 1).c_str());
    }
    bind(*prepared, index, view_of(parameters[i]));
  }
}

bool sqlite_statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw refused_by(connection_, sql_);
}

void sqlite_statement::run() {
  while (step()) {
  }
}

result_set sqlite_statement::result() {
  result_set found;
  sqlite3_stmt& statement = *statement_;
  const int columns = sqlite3_column_count(&statement);
  for (int i = 0; i < columns; ++i) found.columns.emplace_back(sqlite3_column_name(&statement, i));
  for (; step(); ++found.rows) {
    for (int i = 0; i < columns; ++i) found.cells.push_back(cell_of(statement, i));
  }
  return found;
}

}  // namespace revise
