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

/// The state of a run that stopped: "applied: a, b", "failed and rolled back: c", "not run: d, e".
std::vector<std::string> state_lines(const graph::revision_graph& graph, const run_result& result);

/// The message for a migration that crashes in `step`, without the reason.
std::string crash_message(const versions& all, const graph::step& step);
/// The hints for a crash while a plan is checked, and while it runs.
inline constexpr const char* check_crash_hint =
    "nothing was changed; debug it with: gdb --args revise ...";
inline constexpr const char* step_crash_hint = "debug it with: gdb --args revise ...";

/// Shows a run on stderr, one line per step, and prepares the report for a crash in each step.
class run_report final : public run_observer {
 public:
  /// All arguments must outlive this object.
  run_report(const output& out, const versions& all, crash_guard& guard, stats& times)
      : out_(out), versions_(all), guard_(guard), times_(times) {}

  void step_started(const run_result& so_far, std::size_t i) override;
  void step_done(const run_result& so_far, std::size_t i) override;
  void step_failed(const run_result& so_far, std::size_t i) override;
  void remark(std::string_view text) override;
  /// Shows one changing line on a terminal, else a line every ten seconds.
  void progress(std::string_view text) override;

  /// Shows a line from the server between the steps' lines, if it is a warning or with -v.
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
  std::optional<stats::phase> step_;  ///< the time of the running step, if times are measured
  std::chrono::steady_clock::time_point next_progress_{};  ///< the earliest time for the next
                                                           ///< progress line
  bool shows_progress_ = false;                            ///< the open line is a progress line
  std::mutex mutex_;                                       ///< another thread may call remark() too
  std::string line_;                                       ///< of the running step
  bool line_is_open_ = false;

  // The JSON for a crash, in parts that grow with the run, so that preparing it takes the same time
  // at each of thousands of steps.
  std::string json_done_;                    ///< the finished steps, each followed by a comma
  std::string json_failed_;                  ///< the running step, as failed
  std::string json_pending_;                 ///< all steps as pending, each preceded by a comma
  std::vector<std::size_t> pending_starts_;  ///< the offset of each in json_pending_
  std::string json_error_;                   ///< the text from the steps to the reason
  std::string json_tail_;
};

}  // namespace revise::tool
