#include "support/sqlite_database.h"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace revise::test {

namespace {

using handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

handle opened(const std::string& path) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open(path.c_str(), &database);
  handle result(database, &sqlite3_close);
  if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database));
  sqlite3_busy_timeout(database, 10'000);
  return result;
}

std::string rows_of(sqlite3* database, sqlite3_stmt* prepared) {
  std::string text;
  int code = SQLITE_DONE;
  while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
      if (column > 0) text += '|';
      const unsigned char* value = sqlite3_column_text(prepared, column);
      if (value != nullptr) text += reinterpret_cast<const char*>(value);
    }
    text += '\n';
  }
  if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database));
  return text;
}

}  // namespace

sqlite_database::sqlite_database()
    : path_((folder_.path() / "test.db").string()), url_("sqlite:///" + path_) {}

std::string sqlite_database::execute(std::string_view sql) const {
  const handle database = opened(path_);
  std::string result;
  while (!sql.empty()) {
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(database.get(), sql.data(), static_cast<int>(sql.size()),
                                        &prepared, &rest);
    const statement owned(prepared, &sqlite3_finalize);
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database.get()));
    sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
    if (prepared != nullptr) result = rows_of(database.get(), prepared);
  }
  return result;
}

}  // namespace revise::test
