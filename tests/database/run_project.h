#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <revise/migration.h>

#include "database/live.h"
#include "engine/run.h"
#include "graph/plan.h"
#include "support/nothing.h"

namespace revise::test {

using lines = std::vector<std::string>;

// Line 40 of `file`, as the place of a migration; `line` of `file`, as the place of a call.
inline detail::registration in_file(const char* file) {
  return detail::registration(nullptr, {file, 40});
}
inline location at(const char* file, int line) { return {file, line}; }

class remarks final : public run_observer {
 public:
  void step_started(const run_result&, std::size_t) override {}
  void step_done(const run_result&, std::size_t) override {}
  void step_failed(const run_result&, std::size_t) override {}
  void remark(std::string_view line) override {
    const std::lock_guard lock(mutex_);
    seen_.emplace_back(line);
  }

  lines seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  std::mutex mutex_;
  lines seen_;
};

// A database and the migrations that run on it.
template <class Database>
class project {
 public:
  explicit project(const std::vector<const registered*>& migrations)
      : sources_(sources_of(migrations)),
        versions_(migrations, sources_),
        connection_(connect(parse_database_url(database.url()), {},
                            [this](std::string_view line) { observer.remark(line); })),
        table_(*connection_, "alembic_version", "") {
    settings.reconnect = [this] { return connected(database); };
    settings.retries = {.most = 0, .first_pause = std::chrono::milliseconds(10)};
  }

  // The statuses and the rows after the run, below the text of its failure if it failed.
  std::string upgrade(std::string_view target = "head") {
    const graph::rows rows = graph::read_rows(versions_.graph(), table_.read());
    if (before_run) before_run();
    try {
      return text_of(run(versions_, graph::plan_upgrade(versions_.graph(), rows, target), settings,
                         *connection_, table_, observer));
    } catch (const partial_failure& thrown) {
      return test::text_of(static_cast<const error&>(thrown)) + "\n" + text_of(thrown.result());
    }
  }

  void downgrade() {
    const graph::rows rows = graph::read_rows(versions_.graph(), table_.read());
    run(versions_, graph::plan_downgrade(versions_.graph(), rows, "base"), settings, *connection_,
        table_, observer);
  }

  // Runs all steps up or down, with another observer.
  void run_with(run_observer& other, bool up) {
    const graph::rows rows = graph::read_rows(versions_.graph(), table_.read());
    const graph::plan plan = up ? graph::plan_upgrade(versions_.graph(), rows, "head")
                                : graph::plan_downgrade(versions_.graph(), rows, "base");
    run(versions_, plan, settings, *connection_, table_, other);
  }

  std::string log() {
    return database.execute(
        "select revision, result, coalesce(sqlstate, '') from alembic_version_log order by id");
  }

  connection& session() { return *connection_; }

  const Database database;
  run_settings settings;
  remarks observer;
  std::function<void()> before_run;  // called after the rows were read; may be empty

 private:
  static std::vector<source_file> sources_of(const std::vector<const registered*>& migrations) {
    std::vector<source_file> sources;
    for (const registered* r : migrations) {
      const std::string file = r->link.where.file;
      sources.push_back({file, "/versions/" + file});
    }
    return sources;
  }

  static std::string text_of(const run_result& result) {
    std::string text;
    for (const step_outcome& outcome : result.steps)
      text += std::string(name_of(outcome.status)) + ' ';
    text += "at";
    for (const std::string& row : result.rows) text += ' ' + row;
    return text;
  }

  std::vector<source_file> sources_;
  versions versions_;
  std::unique_ptr<connection> connection_;
  version_table table_;
};

/// Waits until `is_so` returns true. Fails a check after ten seconds.
template <class Until>
void wait_until(Until&& is_so) {
  bool is = is_so();
  for (int attempt = 0; attempt < 1000 && !is; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    is = is_so();
  }
  CHECK(is);
}

}  // namespace revise::test
