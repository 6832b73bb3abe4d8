#include "cli/run_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/revision_text.h"
#include "util/utf8.h"

namespace revise::tool {

namespace {

constexpr std::chrono::milliseconds between_redraws(200);
constexpr std::chrono::milliseconds between_lines(10'000);

// The ids of the steps [from, to). At most ten are listed, and the rest is counted.
std::string id_list(const graph::revision_graph& graph, const run_result& result, std::size_t from,
                    std::size_t to) {
  constexpr std::size_t most = 10;
  std::string ids;
  for (std::size_t i = from; i < to && i < from + most; ++i) {
    if (i > from) ids += ", ";
    ids += graph.at(result.steps[i].step.revision).id;
  }
  if (to > from + most) ids += fmt::format(" and {} more", to - from - most);
  return ids;
}

// The range of the steps with `status`. Steps run in order, so that steps of one status are
// adjacent.
std::pair<std::size_t, std::size_t> range_of(const run_result& result, step_status status) {
  std::size_t from = 0;
  while (from < result.steps.size() && result.steps[from].status != status) ++from;
  std::size_t to = from;
  while (to < result.steps.size() && result.steps[to].status == status) ++to;
  return {from, to};
}

std::string_view label_of_done(const run_result& result) {
  return result.steps.front().step.way == graph::direction::upgrade ? "applied" : "undone";
}

std::string_view label_of_failed(const run_result& result) {
  const auto failed = range_of(result, step_status::failed).first;
  if (failed == result.steps.size()) return "failed";
  switch (result.steps[failed].left) {
    case aftermath::nothing:
      return "failed and rolled back";
    case aftermath::part:
      return "failed, and partly in the database";
    case aftermath::unknown:
      return "failed, and perhaps applied";
  }
  return "failed";
}

void add_line(std::vector<std::string>& lines, std::string_view label, const std::string& ids) {
  if (!ids.empty()) lines.push_back(fmt::format("{}: {}", label, ids));
}

// For example "upgrade 1975ea83b712, create account". A long message is cut.
std::string phase_name(const graph::revision_graph& graph, const graph::step& step) {
  constexpr std::size_t longest = 40;
  const graph::revision& r = graph.at(step.revision);
  std::string message = title(r.message);
  if (message.size() > longest) {
    message.resize(utf8::cut(message, longest).size());
    while (message.ends_with(' ')) message.pop_back();
    message += " ...";
  }
  return fmt::format("{} {}{}{}", name_of(step.way), r.id, message.empty() ? "" : ", ", message);
}

}  // namespace

std::vector<std::string> state_lines(const graph::revision_graph& graph, const run_result& result) {
  std::vector<std::string> lines;
  if (result.steps.empty()) return lines;
  const auto add = [&](std::string_view label, step_status status) {
    const auto [from, to] = range_of(result, status);
    add_line(lines, label, id_list(graph, result, from, to));
  };
  add(label_of_done(result), step_status::done);
  add("rolled back", step_status::rolled_back);
  add(label_of_failed(result), step_status::failed);
  add("not run", step_status::pending);
  return lines;
}

std::string crash_message(const versions& all, const graph::step& step) {
  return fmt::format("{}: revision '{}' crashed in its {}",
                     all.place(all.migration(step.revision).link.where),
                     all.graph().at(step.revision).id, name_of(step.way));
}

void run_report::step_started(const run_result& so_far, std::size_t i) {
  const std::lock_guard lock(mutex_);
  line_ = step_line(versions_.graph(), so_far.steps[i].step);
  out_.note_part(line_);
  line_is_open_ = true;
  prepare_for_a_crash(so_far, i);
  step_.reset();  // the whole run may have been retried
  if (times_.is_on())
    step_.emplace(times_.measure(phase_name(versions_.graph(), so_far.steps[i].step)));
}

void run_report::step_done(const run_result& so_far, std::size_t i) {
  step_.reset();
  const std::lock_guard lock(mutex_);
  guard_.rest();
  end_line(fmt::format("  {}", duration_text(so_far.steps[i].seconds)));
}

void run_report::step_failed(const run_result& so_far, std::size_t i) {
  step_.reset();
  const std::lock_guard lock(mutex_);
  guard_.rest();
  end_line(
      fmt::format("  {} after {}", out_.red("failed"), duration_text(so_far.steps[i].seconds)));
}

void run_report::notice(std::string_view text, bool is_warning) {
  if (!out_.is_verbose() && !is_warning) return;
  const std::lock_guard lock(mutex_);
  interrupt_line(printable(text));
}

void run_report::remark(std::string_view text) {
  const std::lock_guard lock(mutex_);
  interrupt_line("  " + printable(text));
}

void run_report::progress(std::string_view text) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  const auto pause = out_.is_terminal() ? between_redraws : between_lines;
  if (next_progress_ == std::chrono::steady_clock::time_point()) next_progress_ = now + pause;
  if (now < next_progress_) return;
  next_progress_ = now + pause;
  if (!out_.is_terminal()) return interrupt_line("  " + printable(text));
  if (line_is_open_) out_.note("");
  line_is_open_ = false;
  out_.note_part("\r\x1b[K  " + printable(text));
  shows_progress_ = true;
}

void run_report::erase_progress() {
  if (shows_progress_) out_.note_part("\r\x1b[K");
  shows_progress_ = false;
}

// Writes a line in between. Later text for the step's line then repeats the whole line.
void run_report::interrupt_line(std::string_view text) {
  erase_progress();
  if (line_is_open_) out_.note("");
  line_is_open_ = false;
  out_.note(text);
}

void run_report::end_line(const std::string& rest) {
  erase_progress();
  out_.note(line_is_open_ ? rest : line_ + rest);
  line_is_open_ = false;
}

void run_report::prepare_for_a_crash(const run_result& so_far, std::size_t i) {
  const graph::revision_graph& graph = versions_.graph();
  const graph::step& step = so_far.steps[i].step;
  std::vector<std::string> lines;
  add_line(lines, so_far.single_transaction ? "rolled back" : label_of_done(so_far),
           id_list(graph, so_far, 0, i));
  // Without a transaction, statements before the crash are committed, if there were any.
  add_line(lines,
           versions_.migration(step.revision).transactional
               ? "failed and rolled back"
               : "failed, and perhaps partly in the database",
           graph.at(step.revision).id);
  add_line(lines, "not run", id_list(graph, so_far, i + 1, so_far.steps.size()));
  std::string after = "\n";
  for (const std::string& line : lines) after += fmt::format("  {}\n", line);
  after += fmt::format("hint: {}\n", out_.in_words(step_crash_hint));
  guard_.say(
      fmt::format("{}revise: {} {}: ", out_.is_quiet() ? "" : "  failed\n", out_.red("error:"),
                  shown_path(crash_message(versions_, so_far.steps[i].step))),
      after, crash_document(so_far, i));
}

std::vector<std::string_view> run_report::crash_document(const run_result& so_far, std::size_t i) {
  if (!out_.is_json()) return {};
  const graph::revision_graph& graph = versions_.graph();
  if (i == 0) json_done_ = "{\"steps\":[";
  if (pending_starts_.empty()) {
    for (const step_outcome& outcome : so_far.steps) {
      pending_starts_.push_back(json_pending_.size());
      json_pending_ += ',' + compact_text_of(outcome_json(graph, outcome));
    }
    pending_starts_.push_back(json_pending_.size());
  }
  if (i > 0) {
    step_outcome before = so_far.steps[i - 1];
    if (so_far.single_transaction) before.status = step_status::rolled_back;
    json_done_ += compact_text_of(outcome_json(graph, before)) + ',';
  }
  step_outcome crashed = so_far.steps[i];
  crashed.status = step_status::failed;
  // Without a transaction, statements before the crash are committed, if there were any.
  if (!versions_.migration(crashed.step.revision).transactional) crashed.left = aftermath::unknown;
  json_failed_ = compact_text_of(outcome_json(graph, crashed));
  const auto [before, after] = crash_error_text(crash_message(versions_, so_far.steps[i].step),
                                                out_.in_words(step_crash_hint));
  json_error_ =
      fmt::format("],\"current\":{},\"error\":{}", compact_text_of(json(so_far.rows)), before);
  json_tail_ = after + "}\n";
  std::vector<std::string_view> document = {json_done_, json_failed_};
  const std::string_view pending = std::string_view(json_pending_).substr(pending_starts_[i + 1]);
  if (!pending.empty()) document.push_back(pending);
  document.insert(document.end(), {json_error_, {}, json_tail_});
  return document;
}

}  // namespace revise::tool
