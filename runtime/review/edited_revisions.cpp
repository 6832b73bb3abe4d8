#include "review/edited_revisions.h"

#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

namespace revise {

namespace {

// The version of the hash rules: "1" for "1:8dae…"; empty if there is none.
std::string_view rules_of(std::string_view hash) {
  const std::size_t colon = hash.find(':');
  return hash.substr(0, colon == std::string_view::npos ? 0 : colon);
}

// The hash of the source that ran, and of the source that was accepted last.
struct known_sources {
  std::string_view ran;
  std::string_view accepted;
};

bool is_comparable(std::string_view then, std::string_view now) {
  return !rules_of(then).empty() && rules_of(then) == rules_of(now);
}

bool differ(const known_sources& then, std::string_view now) {
  if (then.ran == now || then.accepted == now) return false;
  return is_comparable(then.accepted.empty() ? then.ran : then.accepted, now);
}

}  // namespace

std::vector<graph::node> edited_revisions(const versions& all, const graph::rows& at,
                                          const std::vector<logged_event>& logged) {
  std::unordered_map<std::string_view, known_sources> known;
  for (const logged_event& event : logged) {
    if (event.direction == "upgrade") {
      known[event.revision] = {.ran = event.source_hash, .accepted = {}};
    } else if (event.direction == "accept") {
      known[event.revision].accepted = event.source_hash;
    } else {
      known.erase(event.revision);  // a downgrade or a stamp: forget earlier sources
    }
  }
  std::vector<graph::node> edited;
  if (known.empty()) return edited;
  for (const graph::node n : graph::applied_revisions(all.graph(), at)) {
    const auto found = known.find(all.graph().at(n).id);
    if (found != known.end() && differ(found->second, all.source_hash(n))) edited.push_back(n);
  }
  return edited;
}

std::string edited_text(const graph::revision_graph& graph,
                        const std::vector<graph::node>& edited) {
  return edited.size() == 1
             ? fmt::format("revision '{}' was edited after it was applied", graph.at(edited[0]).id)
             : fmt::format("{} revisions were edited after they were applied", edited.size());
}

}  // namespace revise
