#include "commands/revision_list.h"

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "commands/unrun.h"

namespace revise::tool {

void print_revisions(context& in, const std::vector<graph::node>& revisions,
                     const std::set<graph::node>* current, line_parts parts,
                     const std::vector<unrun_revision>& unrun) {
  const graph::revision_graph& graph = in.versions().graph();
  json list = json::array();
  for (const graph::node n : revisions) {
    const bool is_current = current != nullptr && current->contains(n);
    parts.current = is_current;
    parts.never_ran = is_in(unrun, n);
    if (in.out().is_json()) {
      list.push_back(
          revision_json(graph, n, current == nullptr ? std::nullopt : std::optional(is_current)));
      std::vector<unrun_revision> of_it = unrun;
      std::erase_if(of_it, [n](const unrun_revision& one) { return one.revision != n; });
      add_unrun(list.back(), graph, of_it);
    } else if (in.out().is_verbose() || parts.whole) {
      in.out().data(verbose_block(graph, n, parts));
    } else {
      in.out().data(one_line(graph, n, parts));
    }
  }
  if (in.out().is_json()) in.out().data(text_of(list));
}

}  // namespace revise::tool
