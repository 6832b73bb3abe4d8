#include "commands/revision_list.h"

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "commands/unrun.h"

namespace revise::tool {

outcome revision_list(context& in, const std::vector<graph::node>& revisions,
                      const std::set<graph::node>* current, const line_parts& parts,
                      const std::vector<unrun_revision>& unrun) {
  const graph::revision_graph& graph = in.versions().graph();
  const auto is_current = [current](graph::node n) {
    return current == nullptr ? std::nullopt : std::optional(current->contains(n));
  };
  const auto document = [&](graph::node n) {
    json revision = revision_json(graph, n, is_current(n));
    std::vector<unrun_revision> of_it = unrun;
    std::erase_if(of_it, [n](const unrun_revision& one) { return one.revision != n; });
    add_unrun(revision, graph, of_it);
    return revision;
  };
  const auto line = [&](graph::node n) {
    line_parts marked = parts;
    marked.current = is_current(n).value_or(false);
    marked.never_ran = is_in(unrun, n);
    return in.out().is_verbose() || parts.whole ? verbose_block(graph, n, marked)
                                                : one_line(graph, n, marked);
  };
  return answer_each(in.out(), revisions, document, line);
}

}  // namespace revise::tool
