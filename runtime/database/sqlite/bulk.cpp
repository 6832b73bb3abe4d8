#include "database/sqlite/bulk.h"

#include <fmt/format.h>

#include "database/sqlite/data.h"

namespace revise {

using namespace sqlite_api;

namespace {

class sqlite_bulk final : public bulk_writer {
 public:
  sqlite_bulk(sqlite3* connection, std::string statement)
      : connection_(connection), sql_(std::move(statement)), insert_(nullptr, &sqlite3_finalize) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(connection_, sql_.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
      throw refused_by(connection_, sql_, nullptr, position_of_error(connection_, 0));
    }
    insert_.reset(prepared);
    run("savepoint revise_bulk");
    open_ = true;
  }

  ~sqlite_bulk() override {
    insert_.reset();
    // Some errors have already rolled back the transaction, and the savepoint with it.
    if (open_) {
      sqlite3_exec(connection_, "rollback to revise_bulk; release revise_bulk", nullptr, nullptr,
                   nullptr);
    }
  }

  void add(std::span<const value> row) override {
    ++rows_;
    int index = 0;
    for (const value& v : row) bind(*insert_, ++index, v);
    sqlite3_step(insert_.get());
    // For a prepared statement, sqlite3_reset returns the error.
    if (sqlite3_reset(insert_.get()) != SQLITE_OK) {
      sql_failure failure = refused_by(connection_, sql_).failure();
      failure.context = fmt::format("row {}", rows_);
      throw sql_error(failure);
    }
  }

  void finish() override {
    insert_.reset();
    run("release revise_bulk");
    open_ = false;
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw refused_by(connection_, sql);
    }
  }

  sqlite3* connection_;
  std::string sql_;
  statement_pointer insert_;
  unsigned long long rows_ = 0;
  bool open_ = false;
};

}  // namespace

std::unique_ptr<bulk_writer> begin_sqlite_bulk(sqlite3* connection, const std::string& table,
                                               const std::vector<std::string>& columns) {
  std::string places;
  for (std::size_t i = 0; i < columns.size(); ++i) places += i == 0 ? "?" : ", ?";
  return std::make_unique<sqlite_bulk>(
      connection,
      fmt::format("insert into {} ({}) values ({})", table, fmt::join(columns, ", "), places));
}

}  // namespace revise
