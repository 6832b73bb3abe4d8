#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "cli/interrupts.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
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
    options.optional_arguments("REVISION", targets_, "only these (default: all applied revisions)");
  }

  outcome run(context& in) override {
    const std::vector<std::string> found = in.found_rows();
    const graph::rows rows = in.rows(found);
    const std::vector<graph::node> chosen = this->chosen(in, rows);
    const std::vector<unrun_revision> unrun = unrun_of(chosen, look_at_log(in, found, rows).unrun);
    warn_of_unrun(in, unrun);
    std::vector<verification> checks;
    for (const graph::node n : chosen) {
      if (!in.versions().migration(n).verify.is_given()) continue;
      checks.push_back(verified(in, n));
      print_check(in, checks.back());
    }
    outcome result = answer(in.out(), [&] { return document(in, unrun, checks); });
    const auto failed = std::count_if(checks.begin(), checks.end(),
                                      [](const verification& v) { return v.failed.has_value(); });
    const std::size_t without = chosen.size() - checks.size();
    result.note(fmt::format("{}, {} failed; {} without a check",
                            counted(checks.size(), "check", "checks"), failed,
                            counted(without, "revision", "revisions")));
    if (!rows.unknown.empty()) {
      result.warning(
          fmt::format("the database is at {}, which no file has: the revisions that it needs are "
                      "not known, and were not checked",
                      graph::quoted(rows.unknown)));
    }
    if (failed > 0 || !unrun.empty() || !rows.unknown.empty()) result.exit_code = 3;
    return result;
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
      throw error(fmt::format("no revision of the branch '{}' is applied", target),
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
                  "revise verify checks all applied revisions");
    }
    std::erase_if(applied, [&wanted](graph::node n) { return !wanted.contains(n); });
    return applied;
  }

  // Returns the members of `unrun` that are in `chosen`.
  static std::vector<unrun_revision> unrun_of(const std::vector<graph::node>& chosen,
                                              std::vector<unrun_revision> unrun) {
    std::erase_if(unrun, [&chosen](const unrun_revision& one) {
      return std::find(chosen.begin(), chosen.end(), one.revision) == chosen.end();
    });
    return unrun;
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

  static void print_check(context& in, const verification& check) {
    const graph::revision& revision = in.versions().graph().at(check.revision);
    const std::string message = title(revision.message);
    in.out().early_data(fmt::format("{}  {}{}{}", check.failed ? "failed" : "passed", revision.id,
                                    message.empty() ? "" : ", ", message));
    if (!check.failed) return;
    in.out().problem(shown_paths(printable(check.failed->message)));
    for (const std::string& problem : check.failed->problems) {
      in.out().problem("  " + shown_paths(printable(problem)));
    }
    in.out().hint(check.failed->hint);
  }

  static json document(context& in, const std::vector<unrun_revision>& unrun,
                       const std::vector<verification>& checks) {
    const graph::revision_graph& graph = in.versions().graph();
    json list = json::array();
    for (const unrun_revision& one : unrun) {
      list.push_back(
          check_json(graph, one.revision, "never_ran", 0, error_json(unrun_error(in, {one}))));
      add_unrun(list.back(), graph, {one});
    }
    for (const verification& check : checks) {
      json failure = nullptr;
      if (check.failed) {
        failure = {{"message", check.failed->message},
                   {"hint", in.out().in_words(check.failed->hint)},
                   {"problems", check.failed->problems}};
      }
      list.push_back(check_json(graph, check.revision, check.failed ? "failed" : "passed",
                                check.seconds, std::move(failure)));
    }
    return list;
  }

  static json check_json(const graph::revision_graph& graph, graph::node n, const char* status,
                         const json& seconds, json failure) {
    return {{"revision", graph.at(n).id},
            {"message", graph.at(n).message},
            {"status", status},
            {"seconds", seconds},
            {"error", std::move(failure)}};
  }

  std::vector<std::string> targets_;
};

}  // namespace

std::unique_ptr<command> make_verify() { return std::make_unique<verify_command>(); }

}  // namespace revise::tool
