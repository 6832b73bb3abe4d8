#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/crash_guard.h"
#include "cli/output.h"
#include "cli/stats.h"
#include "engine/run_observer.h"
#include "plugin/versions.h"

namespace revise::tool {

/// Where a run that stopped stands: "applied: a, b", "failed and rolled back: c", "not run: d, e".
std::vector<std::string> state_lines(const graph::revision_graph& graph, const run_result& result);

/// What is said when a migration crashes in `step`, up to the reason.
std::string crash_message(const versions& all, const graph::step& step);
/// What to do about one while a plan is only looked at, or run.
inline constexpr const char* check_crash_hint =
    "nothing was changed; debug it with: gdb --args revise ...";
inline constexpr const char* step_crash_hint = "debug it with: gdb --args revise ...";

/// Shows a run on stderr, a line a step, and has the words ready should a migration crash.
class run_report final : public run_observer {
 public:
  /// All must outlive this.
  run_report(const output& out, const versions& all, crash_guard& guard, stats& times)
      : out_(out), versions_(all), guard_(guard), times_(times) {}

  void step_started(const run_result& so_far, std::size_t i) override;
  void step_done(const run_result& so_far, std::size_t i) override;
  void step_failed(const run_result& so_far, std::size_t i) override;
  void remark(std::string_view text) override;
  /// On a terminal one line that changes, else a line every ten seconds.
  void progress(std::string_view text) override;

  /// A line from the server, in between; with -v, or where it is a warning.
  void notice(std::string_view text, bool is_warning);

 private:
  void prepare_for_a_crash(const run_result& so_far, std::size_t i);
  std::vector<std::string_view> crash_document(const run_result& so_far, std::size_t i);
  void interrupt_line(std::string_view text);
  void erase_progress();
  void end_line(const std::string& rest);

  const output& out_;
  const versions& versions_;
  crash_guard& guard_;
  stats& times_;
  std::optional<stats::phase> step_;  ///< the one that runs, where times are measured
  std::chrono::steady_clock::time_point next_progress_{};  ///< when to show it again
  bool shows_progress_ = false;                            ///< the open line is one
  std::mutex mutex_;  ///< a remark comes from another thread, too
  std::string line_;  ///< of the step that runs
  bool line_is_open_ = false;

  // The JSON of a crash, in parts that grow with the run, so that preparing it at each of
  // thousands of steps costs the same.
  std::string json_done_;                    ///< the steps before, each with a comma
  std::string json_failed_;                  ///< the step that runs
  std::string json_pending_;                 ///< all steps as pending, each with a comma in front
  std::vector<std::size_t> pending_starts_;  ///< where each begins
  std::string json_error_;                   ///< up to where the reason is told
  std::string json_tail_;
};

}  // namespace revise::tool
