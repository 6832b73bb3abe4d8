#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/outcome.h"
#include "cli/revision_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "graph/history.h"

namespace revise::tool {

namespace {

class branches_command final : public command {
 public:
  void declare(option_set&) override {}

  outcome run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    std::vector<graph::node> points = graph::history(graph, "", {});
    points.erase(std::remove_if(points.begin(), points.end(),
                                [&](graph::node n) { return !graph.is_branch_point(n); }),
                 points.end());
    return answer_each(
        in.out(), points,
        [&](graph::node point) { return revision_json(graph, point, std::nullopt); },
        [&](graph::node point) { return text(graph, point, in.out().is_verbose()); });
  }

 private:
  // Alembic's form: the branch point, an arrow to each child, an empty line.
  static std::string text(const graph::revision_graph& graph, graph::node point, bool verbose) {
    std::string result = verbose ? verbose_block(graph, point, {})
                                 : one_line(graph, point, {.labels = true, .points = true});
    const std::string arrow = '\n' + std::string(graph.at(point).id.size(), ' ') + " -> ";
    for (const graph::node child : graph.children(point)) {
      result +=
          arrow + one_line(graph, child, {.labels = true, .points = true, .message = verbose});
    }
    return result += '\n';
  }
};

}  // namespace

std::unique_ptr<command> make_branches() { return std::make_unique<branches_command>(); }

}  // namespace revise::tool
