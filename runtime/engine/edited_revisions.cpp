#include "engine/edited_revisions.h"

#include <string_view>
#include <unordered_map>

#include "engine/verification.h"

namespace revise {

namespace {

// "1" of "1:8dae…"; empty where there is none.
std::string_view rules_of(std::string_view hash) {
  const std::size_t colon = hash.find(':');
  return hash.substr(0, colon == std::string_view::npos ? 0 : colon);
}

bool differ(std::string_view then, std::string_view now) {
  return !rules_of(then).empty() && rules_of(then) == rules_of(now) && then != now;
}

}  // namespace

std::vector<graph::node> edited_revisions(const versions& all, const graph::rows& at,
                                          const std::vector<logged_source>& logged) {
  std::unordered_map<std::string_view, std::string_view> ran;
  for (const logged_source& source : logged) {
    if (source.direction != "upgrade" && source.direction != "accept") continue;
    ran.emplace(source.revision, source.source_hash);
  }
  std::vector<graph::node> edited;
  if (ran.empty()) return edited;
  for (const graph::node n : applied_revisions(all.graph(), at)) {
    const auto found = ran.find(all.graph().at(n).id);
    if (found != ran.end() && differ(found->second, all.source_hash(n))) edited.push_back(n);
  }
  return edited;
}

}  // namespace revise
