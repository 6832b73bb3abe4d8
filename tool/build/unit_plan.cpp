#include "build/unit_plan.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace revise::tool {

namespace {

using source_index = std::unordered_map<std::string, std::size_t>;

class planner {
 public:
  planner(const std::vector<planned_source>& sources, const unit_limits& limits)
      : sources_(sources), limits_(limits) {
    plan_.places.resize(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) by_path_.emplace(sources[i].path, i);
  }

  unit_plan made(const std::vector<source_unit>& known) {
    for (const source_unit& unit : known) consider(unit);
    std::map<std::string, std::vector<std::size_t>> loose;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (plan_.places[i].name == 0 && !sources_[i].headers.empty()) {
        loose[sources_[i].headers].push_back(i);
      }
    }
    for (const auto& [headers, files] : loose) {
      if (files.size() > limits_.most_alone) make_units(headers, files);
    }
    return std::move(plan_);
  }

 private:
  // The index of the source that has this text and no place yet; sources_.size() if there is none.
  std::size_t current(const unit_member& member) const {
    const auto found = by_path_.find(member.path);
    if (found == by_path_.end()) return sources_.size();
    const planned_source& source = sources_[found->second];
    const bool is_current = source.digest == member.digest && !source.headers.empty() &&
                            plan_.places[found->second].name == 0;
    return is_current ? found->second : sources_.size();
  }

  void consider(const source_unit& unit) {
    std::size_t count = 0;
    for (const unit_member& member : unit.members) {
      count += current(member) != sources_.size() ? 1 : 0;
    }
    if (count == 0 || 2 * count < unit.members.size()) return;
    for (const unit_member& member : unit.members) {
      const std::size_t source = current(member);
      if (source != sources_.size()) {
        plan_.places[source] = {plan_.units.size(), member.name};
      } else {
        plan_.superseded.push_back(member);
      }
      names_taken_[member.path].insert(member.name);
    }
    plan_.units.push_back(unit);
  }

  void make_units(const std::string& headers, const std::vector<std::size_t>& files) {
    // In units with fewer members, starting the compiler costs more than parallel work saves.
    constexpr std::size_t least_members = 16;
    const std::size_t needed = (files.size() + limits_.most_members - 1) / limits_.most_members;
    const std::size_t count =
        std::max(needed, std::min(limits_.processors, files.size() / least_members));
    for (std::size_t n = 0; n < count; ++n) {
      source_unit unit{.name = {}, .headers = headers, .members = {}};
      const std::size_t end = files.size() * (n + 1) / count;
      for (std::size_t i = files.size() * n / count; i < end; ++i) {
        const planned_source& source = sources_[files[i]];
        unsigned name = 1;
        const std::set<unsigned>& taken = names_taken_[source.path];
        while (taken.contains(name)) ++name;
        unit.members.push_back({source.path, source.digest, name});
        plan_.places[files[i]] = {plan_.units.size(), name};
      }
      plan_.units.push_back(std::move(unit));
    }
  }

  const std::vector<planned_source>& sources_;
  const unit_limits& limits_;
  source_index by_path_;
  std::unordered_map<std::string, std::set<unsigned>> names_taken_;
  unit_plan plan_;
};

}  // namespace

unit_plan plan_units(const std::vector<planned_source>& sources,
                     const std::vector<source_unit>& known, const unit_limits& limits) {
  return planner(sources, limits).made(known);
}

}  // namespace revise::tool
