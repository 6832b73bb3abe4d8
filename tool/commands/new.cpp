#include <fmt/format.h>

#include "cli/advice.h"
#include "commands/commands.h"
#include "commands/scaffold_revision.h"
#include "graph/target.h"

namespace revise::tool {

namespace {

constexpr const char* example_of_new = "revise new -m \"add users\"";

class new_command final : public command {
 public:
  void declare(option_set& options) override {
    options.value("-m,--message", "MSG", message_, "what it does, in one line");
    options.value("--head", "REV", head_, "the parent instead of the head; 'base' for a new base");
    options.flag("--splice", splice_, "allow a parent that already has children");
    options.values("--branch-label", "LABEL", branch_labels_,
                   "a label for the branch that starts here");
    options.values("--depends-on", "REV", depends_on_,
                   "a revision in any branch that must be applied first");
    options.value("--rev-id", "ID", revision_, "the id instead of a random one");
    options.flag("--sql", with_sql_, "add two SQL files, for upgrade and downgrade");
    options.value("--version-path", "DIR", version_path_,
                  "which of several version locations\n(default: that of the parent)");
  }

  void check() const override {
    if (message_.empty()) throw usage_error("new needs a message", example_of_new);
    check_message(message_, example_of_new);
    if (version_path_ && version_path_->empty()) {
      throw usage_error("--version-path is empty", "name one of version_locations");
    }
    if (revision_) check_identifier("--rev-id", *revision_);
    for (const std::string& label : branch_labels_) check_identifier("--branch-label", label);
  }

  outcome run(context& in) override {
    revision_request request{.revision = revision_.value_or(""),
                             .down_revision = parents(in.versions().graph()),
                             .depends_on = dependencies(in.versions().graph()),
                             .branch_labels = branch_labels_,
                             .message = message_,
                             .version_path = {},
                             .with_sql = with_sql_};
    if (version_path_) request.version_path = std::filesystem::absolute(*version_path_);
    return scaffold_revision(in, std::move(request));
  }

 private:
  std::vector<std::string> parents(const graph::revision_graph& graph) const {
    const bool first = !head_ && graph.size() == 0;
    if (first || head_ == "base") return {};
    std::vector<std::string> ids;
    try {
      for (const graph::node n : graph::resolve(graph, head_.value_or("head"))) {
        if (!splice_ && !graph.children(n).empty()) {
          throw graph_error(fmt::format("revision '{}' is not a head: '{}' descends from it",
                                        graph.at(n).id, graph.at(graph.children(n)[0]).id),
                            fmt::format("revise new --splice makes a branch there"));
        }
        ids.push_back(graph.at(n).id);
      }
    } catch (graph::target_error& e) {
      advise(e, graph, head_ ? "new --head" : "new");
      throw;
    }
    return ids;
  }

  // The ids of the dependencies. A prefix becomes a whole id; a label is kept, since it may move
  // with its branch.
  std::vector<std::string> dependencies(const graph::revision_graph& graph) const {
    std::vector<std::string> ids;
    try {
      for (const std::string& given : depends_on_) {
        if (graph.find_label(given)) {
          ids.push_back(given);
          continue;
        }
        for (const graph::node n : graph::resolve(graph, given)) ids.push_back(graph.at(n).id);
      }
    } catch (graph::target_error& e) {
      advise(e, graph, "new --depends-on");
      throw;
    }
    return ids;
  }

  std::string message_;
  std::optional<std::string> head_;
  bool splice_ = false;
  std::vector<std::string> branch_labels_;
  std::vector<std::string> depends_on_;
  std::optional<std::string> revision_;
  std::optional<std::string> version_path_;
  bool with_sql_ = false;
};

}  // namespace

std::unique_ptr<command> make_new() { return std::make_unique<new_command>(); }

}  // namespace revise::tool
