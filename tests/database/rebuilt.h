#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/catalog.h"
#include "engine/live_sink.h"
#include "operations/recorder.h"

namespace revise::test {

using lines = std::vector<std::string>;

/// An SQLite database, and the changes that operations make in it.
class rebuilt {
 public:
  explicit rebuilt(std::string_view made) {
    database_.execute(made);
    session_ = connected(database_);
    before_ = read_catalog(*session_);
  }

  /// Runs `call` as a revision runs. Returns the error, or the differences after it.
  template <class Call>
  lines change(Call&& call) {
    const std::string refused = error_text([&] { run(call); });
    if (refused != "no error") {
      CHECK(lines_between(before_, read_catalog(*session_)).empty());
      return {refused};
    }
    CHECK(execute("pragma integrity_check") == "ok\n");
    catalog::snapshot after = read_catalog(*session_);
    lines result = lines_between(before_, after);
    before_ = std::move(after);
    return result;
  }

  std::string execute(std::string_view sql) const { return database_.execute(sql); }
  std::string text(std::string_view name) const {
    return execute("select sql from sqlite_schema where name = '" + std::string(name) + "'");
  }
  connection& session() { return *session_; }

 private:
  template <class Call>
  void run(Call&& call) {
    static const argument_map none;
    session_->begin();
    try {
      live_sink sink(*session_);
      recorder op(sink, database_kind::sqlite, none);
      call(op);
      session_->commit();
    } catch (...) {
      session_->rollback();
      throw;
    }
  }

  sqlite_database database_;
  std::unique_ptr<connection> session_;
  catalog::snapshot before_;
};

}  // namespace revise::test
