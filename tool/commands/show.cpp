#include <fmt/format.h>

#include <set>

#include "cli/advice.h"
#include "commands/commands.h"
#include "commands/revision_list.h"
#include "graph/target.h"

namespace revise::tool {

namespace {

class show_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("REVISION", target_, "an id or its beginning, a label, head, heads, current");
  }

  outcome run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    const bool asks = graph::is_asking_the_database(target_);
    const graph::rows rows = asks ? in.rows() : graph::rows{};
    std::vector<graph::node> shown;
    try {
      shown = graph::resolve_shown(graph, target_, asks ? &rows : nullptr);
    } catch (graph::target_error& e) {
      advise(e, graph, "show");
      throw;
    }
    std::set<graph::node> current;
    for (const graph::node n : current_revisions(graph, rows)) current.insert(n);
    outcome result = revision_list(in, shown, asks ? &current : nullptr, {.whole = true});
    if (shown.empty()) result.note(fmt::format("no revision matches '{}'", target_));
    return result;
  }

 private:
  std::string target_;
};

}  // namespace

std::unique_ptr<command> make_show() { return std::make_unique<show_command>(); }

}  // namespace revise::tool
