#include <fmt/format.h>

#include "cli/advice.h"
#include "commands/commands.h"
#include "commands/movable.h"
#include "commands/revision_list.h"

namespace revise::tool {

namespace {

class heads_command final : public command {
 public:
  void declare(option_set& options) override {
    options.flag("--resolve-dependencies", resolve_dependencies_,
                 "leave out heads that another revision depends on");
    options.flag("--check", check_, "exit 3 when there is more than one head");
  }

  outcome run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    const auto heads = resolve_dependencies_ ? graph.real_heads() : graph.heads();
    outcome result = revision_list(in, {heads.begin(), heads.end()}, nullptr, {.labels = true});
    if (check_ && graph.real_heads().size() > 1) refuse(in, graph, result);
    return result;
  }

 private:
  // Heads that another revision depends on are not counted, since an upgrade to that revision
  // applies them.
  static void refuse(context& in, const graph::revision_graph& graph, outcome& result) {
    const std::vector<graph::node> heads(graph.real_heads().begin(), graph.real_heads().end());
    result.exit_code = 3;
    result.problem("revise: more than one head");
    for (const std::string& file : files_of(graph, heads)) {
      result.problem("  " + printable(shown_paths(file)));
    }
    result.hint(heads_advice(graph, heads, movable(in)));
  }

  bool resolve_dependencies_ = false;
  bool check_ = false;
};

}  // namespace

std::unique_ptr<command> make_heads() { return std::make_unique<heads_command>(); }

}  // namespace revise::tool
