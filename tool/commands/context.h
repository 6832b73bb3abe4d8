#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "build/plugin_build.h"
#include "cli/command_line.h"
#include "cli/crash_guard.h"
#include "cli/output.h"
#include "cli/run_report.h"
#include "cli/stats.h"
#include "config/configuration.h"
#include "engine/versioned_database.h"
#include "graph/rows.h"
#include "operations/argument_map.h"
#include "plugin/plugin.h"
#include "plugin/versions.h"

namespace revise::tool {

/// The parts that a command works with. Each part is loaded on first use.
class context {
 public:
  /// All arguments must outlive this object.
  context(const global_options& options, const output& out, stats& times);
  ~context();
  context(const context&) = delete;
  context& operator=(const context&) = delete;

  /// Loads the parts that the command needs, before it runs.
  void prepare(needs what);

  const global_options& options() const { return options_; }
  const output& out() const { return out_; }
  /// Measures the phases of the run.
  stats& times() { return times_; }

  /// The request as given, for commands that need no ini.
  load_request request() const;

  /// The configuration. Warnings of the ini are shown when it is first loaded. Throws config_error.
  const configuration& config();

  /// The versions: those linked into a bundle, else from the plugin of --plugin, else from the
  /// plugin that is built (unless --no-build is given) and loaded. Throws build_error and
  /// graph_error.
  const revise::versions& versions();
  /// The compiled versions that were loaded, even if they do not form a graph; null before they are
  /// loaded.
  const compiled_versions* loaded() const;
  /// An observer that shows a build, unless the output options forbid it.
  build_observer observer();
  /// The migrations of the versions folder, in load order. The folder is searched once.
  const std::vector<std::filesystem::path>& sources();
  /// The path of the plugin: the existing one with --no-build, else built.
  std::filesystem::path plugin_path();

  /// The URL of the database. Throws config_error.
  const revise::database_url& url();

  /// The configured database, connected on first use. Throws config_error.
  versioned_database& versioned();
  /// The connection. A missing SQLite file is created. Throws connection_error.
  revise::connection& database() { return versioned().session(); }
  version_table& table() { return versioned().table(); }
  /// The log of what has run on this database.
  log_table& log() { return versioned().log(); }
  /// How to wait for the lock of another revise, whose holder is named on stderr. An interrupt ends
  /// the wait.
  lock_request lock();
  /// Whether the database exists. Only an SQLite file can be missing, and connecting would create
  /// it.
  bool has_database_file() { return versioned().exists(); }

  /// The ids in the version table, sorted. Reading creates nothing: if the SQLite file or the table
  /// is missing, there are no ids.
  std::vector<std::string> found_rows() { return versioned().rows(); }
  /// The rows of found_rows(), resolved in the graph. If they need a repair, a warning is shown
  /// once.
  graph::rows rows();
  /// The rows `found`, which found_rows() returned, resolved in the graph. If they need a repair, a
  /// warning is shown once.
  graph::rows rows(const std::vector<std::string>& found);

  /// Warns, once, if `found` contains rows that other rows imply. `at` is `found`, resolved in the
  /// graph.
  void warn_of_superfluous(const std::vector<std::string>& found, const graph::rows& at);

  /// The values of -x.
  argument_map arguments() const;

  /// The user, host, tool version and commit of this run, for the log.
  log_origin origin();

  /// `path` as scripts show it: relative to the ini's folder if it is below that folder.
  std::string project_path(const std::string& path);

  crash_guard& guard() { return guard_; }
  /// From now on, until `guard().rest()`, a crash is reported as a migration's. `message` says
  /// which one; `said` is the hint.
  void expect_crash(const std::string& message, const std::string& said);
  /// The report that shows server messages during a run; null: they are written to stderr directly.
  void set_run_report(run_report* report) { run_report_ = report; }

 private:
  void load(const std::filesystem::path& path);
  void show_missing_locations();
  /// The versions that need no build: those linked in, or those of the plugin that --plugin names.
  /// Null if the versions folder must be compiled.
  const compiled_versions* finished_versions();
  load_request request_for(const compiled_versions& finished) const;
  std::unique_ptr<revise::connection> connected();
  void show_notice(std::string_view notice);
  void show_wait(std::string_view text);

  const global_options& options_;
  const output& out_;
  stats& times_;
  crash_guard guard_;
  std::string crash_before_;  ///< the guard refers to both texts
  std::string crash_after_;
  run_report* run_report_ = nullptr;
  bool warned_of_rows_ = false;
  std::optional<configuration> config_;
  std::optional<std::vector<std::filesystem::path>> sources_;
  std::unique_ptr<plugin> plugin_;
  std::optional<compiled_versions> linked_;  ///< in a bundle, which has no plugin
  std::unique_ptr<revise::versions> versions_;
  std::optional<revise::database_url> url_;
  std::optional<versioned_database> versioned_;
};

}  // namespace revise::tool
