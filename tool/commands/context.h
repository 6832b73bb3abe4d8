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

/// What a command works with: each part is loaded when it is first asked for.
class context {
 public:
  /// All must outlive this.
  context(const global_options& options, const output& out, stats& times);
  ~context();
  context(const context&) = delete;
  context& operator=(const context&) = delete;

  /// Loads what the command table says, before the command runs.
  void prepare(needs what);

  const global_options& options() const { return options_; }
  const output& out() const { return out_; }
  /// Where the phases of the run are measured.
  stats& times() { return times_; }

  /// As given, for those that need no ini to exist.
  load_request request() const;

  /// Warnings of the ini are shown when it is first loaded. Throws config_error.
  const configuration& config();

  /// Builds the plugin (not with --no-build) and loads it; of a bundle what is linked in, and with
  /// --plugin that one. Throws build_error, graph_error.
  const revise::versions& versions();
  /// What the versions were loaded from, also where they make no graph; null before that.
  const compiled_versions* loaded() const;
  /// Shows a build as the output allows.
  build_observer observer();
  /// The migrations of the versions folder, in load order; looked for once.
  const std::vector<std::filesystem::path>& sources();
  /// Just the plugin's path, built or as it is.
  std::filesystem::path plugin_path();

  /// The URL that is used. Throws config_error.
  const revise::database_url& url();

  /// The database that is configured, which is connected to when it is first needed. Throws
  /// config_error.
  versioned_database& versioned();
  /// Connects; an SQLite file is made when there is none. Throws connection_error.
  revise::connection& database() { return versioned().session(); }
  version_table& table() { return versioned().table(); }
  /// What ran here, beside the version table.
  log_table& log() { return versioned().log(); }
  /// How to wait for another revise, which is named on stderr; an interrupt ends the wait.
  lock_request lock();
  /// Whether there is a database to connect to without making one: an SQLite file may be missing.
  bool has_database_file() { return versioned().exists(); }

  /// The ids in the version table, sorted. Reading makes nothing: where the SQLite file or the
  /// table is missing there are none.
  std::vector<std::string> found_rows() { return versioned().rows(); }
  /// The same against the graph. A warning is shown, once, when they are to be mended.
  graph::rows rows();
  /// The same of what found_rows() gave.
  graph::rows rows(const std::vector<std::string>& found);

  /// Shows a warning, once, where `at`, read of `found`, is to be mended.
  void warn_of_superfluous(const std::vector<std::string>& found, const graph::rows& at);

  /// The values of -x.
  argument_map arguments() const;

  /// Who runs this, for the log.
  log_origin origin();

  /// `path` as scripts name it: relative to the ini's folder where it lies below.
  std::string project_path(const std::string& path);

  crash_guard& guard() { return guard_; }
  /// From now on a crash is a migration's, and `message` says of which: until `guard().rest()`.
  void expect_crash(const std::string& message, const std::string& said);
  /// Where notices of the server go while a run is on; null: straight to stderr.
  void set_run_report(run_report* report) { run_report_ = report; }

 private:
  void load(const std::filesystem::path& path);
  void show_missing_locations();
  /// What needs no build: versions that are linked in, or the plugin that --plugin names; null
  /// where the versions folder is to be compiled.
  const compiled_versions* finished_versions();
  load_request request_for(const compiled_versions& finished) const;
  std::unique_ptr<revise::connection> connected();
  void show_notice(std::string_view notice);
  void show_wait(std::string_view text);

  const global_options& options_;
  const output& out_;
  stats& times_;
  crash_guard guard_;
  std::string crash_before_;  ///< what the guard holds on to
  std::string crash_after_;
  run_report* run_report_ = nullptr;
  bool warned_of_rows_ = false;
  std::optional<configuration> config_;
  std::optional<std::vector<std::filesystem::path>> sources_;
  std::unique_ptr<plugin> plugin_;
  std::optional<compiled_versions> linked_;  ///< of a bundle, which has no plugin
  std::unique_ptr<revise::versions> versions_;
  std::optional<revise::database_url> url_;
  std::optional<versioned_database> versioned_;
};

}  // namespace revise::tool
