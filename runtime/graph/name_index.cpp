#include "graph/name_index.h"

#include <algorithm>
#include <cstddef>

#include "util/closest.h"

namespace revise::graph {

namespace {

constexpr std::size_t shortest_abbreviated = 4;

std::optional<node> lookup(const std::map<std::string_view, node>& names, std::string_view name) {
  const auto found = names.find(name);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

}  // namespace

name_index::name_index(const std::vector<revision>& revisions) {
  for (node n = 0; n < revisions.size(); ++n) {
    ids_.try_emplace(revisions[n].id, n);
    for (const std::string& label : revisions[n].branch_labels) labels_.try_emplace(label, n);
  }
}

std::optional<node> name_index::find(std::string_view id) const { return lookup(ids_, id); }

std::optional<node> name_index::find_label(std::string_view label) const {
  return lookup(labels_, label);
}

std::vector<node> name_index::starting_with(std::string_view prefix) const {
  std::vector<node> found;
  if (prefix.empty()) return found;
  for (const auto* names : {&ids_, &labels_}) {
    for (auto at = names->lower_bound(prefix); at != names->end() && at->first.starts_with(prefix);
         ++at) {
      if (at->first.size() >= shortest_abbreviated) found.push_back(at->second);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::optional<std::string> name_index::closest_name(std::string_view name) const {
  std::vector<std::string> names;
  names.reserve(ids_.size() + labels_.size());
  for (const auto& [id, n] : ids_) names.emplace_back(id);
  for (const auto& [label, n] : labels_) names.emplace_back(label);
  return closest(name, names);
}

}  // namespace revise::graph
