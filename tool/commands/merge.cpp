#include <fmt/format.h>

#include <algorithm>

#include "cli/advice.h"
#include "commands/commands.h"
#include "commands/movable.h"
#include "commands/scaffold_revision.h"
#include "graph/target.h"

namespace revise::tool {

namespace {

class merge_command final : public command {
 public:
  void declare(option_set& options) override {
    options.arguments("REVISION", revisions_, "the heads to join, or 'heads' for all");
    options.value("-m,--message", "MSG", message_, "what it does (default: merge ...)");
    options.flag("--splice", splice_, "allow parents that already have children");
    options.values("--branch-label", "LABEL", branch_labels_,
                   "a label for the branch that starts here");
    options.value("--rev-id", "ID", revision_, "the id instead of a random one");
    options.value("--version-path", "DIR", version_path_,
                  "which of several version locations\n(default: that of the first parent)");
  }

  void check() const override {
    if (message_) {
      check_message(*message_,
                    fmt::format("revise merge {} -m \"merge\"", fmt::join(revisions_, " ")));
    }
    if (version_path_ && version_path_->empty()) {
      throw usage_error("--version-path is empty", "name one of version_locations");
    }
    if (revision_) check_identifier("--rev-id", *revision_);
    for (const std::string& label : branch_labels_) check_identifier("--branch-label", label);
  }

  outcome run(context& in) override {
    const graph::revision_graph& graph = in.versions().graph();
    const std::vector<std::string> parents = resolved(in, graph);
    if (parents.size() < 2) {
      throw graph_error("a merge needs at least two revisions", "revise heads lists the heads");
    }
    revision_request request{
        .revision = revision_.value_or(""),
        .down_revision = parents,
        .depends_on = {},
        .branch_labels = branch_labels_,
        .message = message_.value_or(fmt::format("merge {}", fmt::join(parents, " and "))),
        .version_path = {}};
    if (version_path_) request.version_path = std::filesystem::absolute(*version_path_);
    return scaffold_revision(in, std::move(request));
  }

 private:
  std::vector<std::string> resolved(context& in, const graph::revision_graph& graph) const {
    std::vector<std::string> ids;
    try {
      for (const std::string& target : revisions_) {
        for (const graph::node n : graph::resolve(graph, target)) {
          const std::string& id = graph.at(n).id;
          if (!splice_ && !graph.children(n).empty()) {
            throw graph_error(fmt::format("revision '{}' is not a head: '{}' descends from it", id,
                                          graph.at(graph.children(n)[0]).id),
                              "revise merge --splice merges it anyway");
          }
          if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
        }
      }
    } catch (graph::target_error& e) {
      advise(e, graph, around(e.text(), "merge", fmt::format("{}", fmt::join(revisions_, " "))),
             movable(in));
      throw;
    }
    return ids;
  }

  std::vector<std::string> revisions_;
  std::optional<std::string> message_;
  bool splice_ = false;
  std::vector<std::string> branch_labels_;
  std::optional<std::string> revision_;
  std::optional<std::string> version_path_;
};

}  // namespace

std::unique_ptr<command> make_merge() { return std::make_unique<merge_command>(); }

}  // namespace revise::tool
