#include <fmt/format.h>

#include "cli/advice.h"
#include "commands/commands.h"
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

  int run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    const auto heads = resolve_dependencies_ ? graph.real_heads() : graph.heads();
    print_revisions(in, {heads.begin(), heads.end()}, nullptr, {.labels = true});
    if (!check_ || graph.real_heads().size() < 2) return 0;
    in.out().problem(fmt::format("revise: more than one head; {}", one_line_hint(graph)));
    return 3;
  }

 private:
  // A head that another revision depends on is reached with it.
  static std::string one_line_hint(const graph::revision_graph& graph) {
    const auto heads = graph.real_heads();
    return fmt::format("revise merge {}", short_ids(graph, {heads.begin(), heads.end()}));
  }

  bool resolve_dependencies_ = false;
  bool check_ = false;
};

}  // namespace

std::unique_ptr<command> make_heads() { return std::make_unique<heads_command>(); }

}  // namespace revise::tool
