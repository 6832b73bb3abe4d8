#include "cli/stats.h"

#include <fmt/format.h>

#include <ctime>

namespace revise::tool {

namespace {

// The time that the process has used so far. Before main() nothing waits, so that processor time
// equals wall time.
std::chrono::duration<double> processor_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

std::string line_of(double seconds, double whole, std::string_view name) {
  return fmt::format("{:10.1f} ms {:6.1f} %  {}", seconds * 1000,
                     whole > 0 ? seconds / whole * 100 : 0, name);
}

}  // namespace

void stats::turn_on() {
  entries_ = {{"everything else", {}, 1}, {"start", processor_time(), 1}};
  since_ = clock::now();
}

void stats::open(std::string_view name) {
  charge();
  open_.push_back(index_of(name));
  ++entries_[open_.back()].times;
}

void stats::close() {
  charge();
  open_.pop_back();
}

void stats::charge() {
  const clock::time_point now = clock::now();
  entries_[open_.empty() ? 0 : open_.back()].taken += now - since_;
  since_ = now;
}

void stats::give(std::string_view name, double seconds) {
  if (!is_on()) return;
  charge();
  const std::size_t to = index_of(name);
  entries_[to].taken += std::chrono::duration<double>(seconds);
  ++entries_[to].times;
  entries_[open_.empty() ? 0 : open_.back()].taken -= std::chrono::duration<double>(seconds);
}

std::size_t stats::index_of(std::string_view name) {
  const auto [found, is_new] = indexes_.emplace(name, entries_.size());
  if (is_new) entries_.push_back({.name = found->first});
  return found->second;
}

std::string stats::table() {
  charge();
  std::chrono::duration<double> whole{};
  for (const entry& one : entries_) whole += one.taken;
  std::string text;
  const auto add = [&](const entry& one) {
    text += line_of(one.taken.count(), whole.count(), one.name);
    if (one.times > 1) text += fmt::format(", {} times", one.times);
    text += '\n';
  };
  for (std::size_t i = 1; i < entries_.size(); ++i) add(entries_[i]);
  add(entries_.front());
  return text + line_of(whole.count(), whole.count(), "total");
}

}  // namespace revise::tool
