#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/interrupts.h"
#include "cli/json_text.h"
#include "cli/revision_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/log_findings.h"
#include "commands/offline.h"
#include "commands/unrun.h"
#include "engine/verification.h"
#include "graph/rows.h"
#include "graph/target.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::tool {

namespace {

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

class verify_command final : public command {
 public:
  void declare(option_set& options) override {
    options.optional_arguments("REVISION", targets_, "only these (default: all that are applied)");
  }

  int run(context& in) override {
    const std::vector<std::string> found = in.found_rows();
    const graph::rows rows = in.rows(found);
    const std::vector<graph::node> chosen = this->chosen(in, rows);
    json list = json::array();
    const bool has_unrun = tell_unrun(in, look_at_log(in, found, rows).unrun, chosen, list);
    std::size_t failed = 0;
    std::size_t without = 0;
    for (const graph::node n : chosen) {
      if (!in.versions().migration(n).verify.is_given()) {
        ++without;
        continue;
      }
      const verification result = verified(in, n);
      if (result.failed) ++failed;
      if (in.out().is_json()) list.push_back(as_json(in, result));
      print(in, result);
    }
    if (in.out().is_json()) in.out().data(text_of(list));
    const std::size_t checks = chosen.size() - without;
    in.out().note(fmt::format("{}, {} failed; {} without one", counted(checks, "check", "checks"),
                              failed, counted(without, "revision", "revisions")));
    if (rows.unknown.empty()) return failed == 0 && !has_unrun ? 0 : 3;
    in.out().warning(
        fmt::format("the database is at {}, which no file has: what it needs was not looked at",
                    graph::quoted(rows.unknown)));
    return 3;
  }

 private:
  // The revisions that a command-line word means. A label means all applied revisions of its
  // branch.
  static std::vector<graph::node> meant(const graph::revision_graph& graph,
                                        const std::vector<graph::node>& applied,
                                        const std::string& target) {
    if (!graph.find_label(target)) return graph::resolve(graph, target);
    std::vector<graph::node> branch = applied;
    std::erase_if(branch, [&](graph::node n) {
      const std::vector<std::string> labels = graph.labels(n);
      return std::find(labels.begin(), labels.end(), target) == labels.end();
    });
    if (branch.empty()) {
      throw error(fmt::format("nothing of the branch '{}' is applied", target),
                  "revise current shows where the database is");
    }
    return branch;
  }

  std::vector<graph::node> chosen(context& in, const graph::rows& rows) const {
    const graph::revision_graph& graph = in.versions().graph();
    std::vector<graph::node> applied = graph::applied_revisions(graph, rows);
    if (targets_.empty()) return applied;
    graph::node_set wanted(graph);
    for (const std::string& target : targets_) {
      try {
        for (const graph::node n : meant(graph, applied, target)) wanted.insert(n);
      } catch (graph::target_error& e) {
        advise(e, graph, "verify");
        throw;
      }
    }
    for (const graph::node n : wanted.members()) {
      if (std::find(applied.begin(), applied.end(), n) != applied.end()) continue;
      throw error(fmt::format("revision '{}' is not applied", graph.at(n).id),
                  "revise verify looks at all that are");
    }
    std::erase_if(applied, [&wanted](graph::node n) { return !wanted.contains(n); });
    return applied;
  }

  // Reports which of the chosen revisions never ran, and adds them to `list`. Returns whether there
  // are any.
  static bool tell_unrun(context& in, std::vector<unrun_revision> unrun,
                         const std::vector<graph::node>& chosen, json& list) {
    std::erase_if(unrun, [&chosen](const unrun_revision& one) {
      return std::find(chosen.begin(), chosen.end(), one.revision) == chosen.end();
    });
    warn_of_unrun(in, unrun);
    const graph::revision_graph& graph = in.versions().graph();
    for (const unrun_revision& one : unrun) {
      const graph::revision& revision = graph.at(one.revision);
      list.push_back({{"revision", revision.id},
                      {"message", revision.message},
                      {"status", "never_ran"},
                      {"seconds", 0},
                      {"error", error_json(unrun_error(in, {one}))}});
      add_unrun(list.back(), graph, {one});
    }
    return !unrun.empty();
  }

  static verification verified(context& in, graph::node n) {
    const std::string id = in.versions().graph().at(n).id;
    in.expect_crash(fmt::format("{}: revision '{}' crashed in its check",
                                in.versions().place(in.versions().migration(n).link.where), id),
                    "debug it with: gdb --args revise ...");
    const cancellable_run cancellable(in.database());
    const verification result =
        verify(in.versions(), n, in.database(), in.arguments(), limits_of(in), is_interrupted);
    in.guard().rest();
    return result;
  }

  static void print(context& in, const verification& result) {
    const graph::revision& revision = in.versions().graph().at(result.revision);
    if (!in.out().is_json()) {
      const std::string message = title(revision.message);
      in.out().data(fmt::format("{}  {}{}{}", result.failed ? "failed" : "passed", revision.id,
                                message.empty() ? "" : ", ", message));
    }
    if (!result.failed) return;
    in.out().problem(shown_paths(printable(result.failed->message)));
    for (const std::string& problem : result.failed->problems) {
      in.out().problem("  " + shown_paths(printable(problem)));
    }
    in.out().hint(result.failed->hint);
  }

  static json as_json(context& in, const verification& result) {
    const graph::revision& revision = in.versions().graph().at(result.revision);
    json error_found = nullptr;
    if (result.failed) {
      error_found = {{"message", result.failed->message},
                     {"hint", in.out().in_words(result.failed->hint)},
                     {"problems", result.failed->problems}};
    }
    return {{"revision", revision.id},
            {"message", revision.message},
            {"status", result.failed ? "failed" : "passed"},
            {"seconds", result.seconds},
            {"error", error_found}};
  }

  std::vector<std::string> targets_;
};

}  // namespace

std::unique_ptr<command> make_verify() { return std::make_unique<verify_command>(); }

}  // namespace revise::tool
