#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/revision_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "graph/history.h"

namespace revise::tool {

namespace {

class branches_command final : public command {
 public:
  void declare(option_set&) override {}

  int run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    std::vector<graph::node> points = graph::history(graph, "", {});
    points.erase(std::remove_if(points.begin(), points.end(),
                                [&](graph::node n) { return !graph.is_branch_point(n); }),
                 points.end());
    if (in.out().is_json()) {
      json list = json::array();
      for (const graph::node n : points) list.push_back(revision_json(graph, n, std::nullopt));
      in.out().data(text_of(list));
      return 0;
    }
    for (const graph::node n : points) print(in, n);
    return 0;
  }

 private:
  // Prints Alembic's form: the branch point, an arrow to each child, an empty line.
  static void print(context& in, graph::node point) {
    const graph::revision_graph& graph = in.versions().graph();
    const bool verbose = in.out().is_verbose();
    in.out().data(verbose ? verbose_block(graph, point, {})
                          : one_line(graph, point, {.labels = true, .points = true}));
    const std::string indent(graph.at(point).id.size(), ' ');
    for (const graph::node child : graph.children(point)) {
      in.out().data(indent + " -> " +
                    one_line(graph, child, {.labels = true, .points = true, .message = verbose}));
    }
    in.out().data("");
  }
};

}  // namespace

std::unique_ptr<command> make_branches() { return std::make_unique<branches_command>(); }

}  // namespace revise::tool
