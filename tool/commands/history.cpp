#include "graph/history.h"

#include <fmt/format.h>

#include "cli/advice.h"
#include "commands/commands.h"
#include "commands/log_findings.h"
#include "commands/revision_list.h"
#include "graph/target.h"
#include "graph/wording.h"

namespace revise::tool {

namespace {

class history_command final : public command {
 public:
  void declare(option_set& options) override {
    options.value("-r,--rev-range", "A:B", range_,
                  "from A to B, both included; either may be left out");
    options.flag("-i,--indicate-current", indicate_current_,
                 "mark where the database is, and which revisions never ran there");
  }

  outcome run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    const bool asks = indicate_current_ || graph::is_asking_the_database(range_);
    const std::vector<std::string> found = asks ? in.found_rows() : std::vector<std::string>();
    const graph::rows rows = asks ? in.rows(found) : graph::rows{};
    const log_findings logged = indicate_current_ ? look_at_log(in, found, rows) : log_findings();
    for (const std::string& id : rows.unknown) {
      in.out().warning(fmt::format("the database is at {}, which no file has", graph::quoted(id)));
    }
    std::set<graph::node> current;
    for (const graph::node n : current_revisions(graph, rows)) current.insert(n);
    try {
      return revision_list(in, graph::history(graph, range_, rows), asks ? &current : nullptr,
                           {.parents = true, .labels = true, .points = true, .message = true},
                           logged.unrun);
    } catch (graph::target_error& e) {
      advise(e, graph, around(e.text(), "history -r", range_));
      if (e.kind() == graph::target_problem::bad_syntax) e.set_hint("revise history -r ae10:head");
      throw;
    }
  }

 private:
  std::string range_;
  bool indicate_current_ = false;
};

}  // namespace

std::unique_ptr<command> make_history() { return std::make_unique<history_command>(); }

}  // namespace revise::tool
