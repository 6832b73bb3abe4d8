#include "cli/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "cli/revision_text.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::tool {

namespace {

using graph::node;
using graph::revision_graph;
using graph::target_problem;

std::string one_of(const revision_graph& graph, const std::vector<node>& nodes) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < nodes.size() && i < most; ++i) {
    const graph::revision& r = graph.at(nodes[i]);
    text += fmt::format("{}{}{}", i == 0 ? "" : "; ", r.id,
                        r.message.empty() ? "" : " (" + title(r.message) + ")");
  }
  if (nodes.size() > most) text += fmt::format("; and {} more", nodes.size() - most);
  return text;
}

std::string line_of(const typed_words& typed, std::string_view target) {
  return fmt::format("revise {} {}{}{}", typed.command, typed.before, target, typed.after);
}

std::string joined(const std::vector<std::string>& commands) {
  return fmt::format("{}", fmt::join(commands, ", or "));
}

std::string after_branch(const std::string& target) { return target.substr(target.find('@') + 1); }

std::string steps_of(const std::string& target) {
  const std::size_t sign = target.find_first_of("+-");
  return sign == std::string::npos ? std::string() : target.substr(sign);
}

bool is_name(const revision_graph& graph, std::string_view name) {
  return graph.find(name) || graph.find_label(name) || graph.starting_with(name).size() == 1;
}

// Labels for `label@head`, one for each of `nodes`. Users who label their branches want to keep
// them apart, so advice names the labels. Empty if one of `nodes` has only labels that it shares.
// Heads that other revisions depend on are skipped.
std::vector<std::string> by_labels(const revision_graph& graph, const std::vector<node>& nodes) {
  std::map<std::string, std::size_t> reached;
  for (const node n : nodes) {
    for (const std::string& label : graph.labels(n)) ++reached[label];
  }
  std::vector<std::string> names;
  for (const node n : nodes) {
    if (graph.is_effective_head(n)) continue;
    const std::vector<std::string> labels = graph.labels(n);
    const auto own = std::find_if(labels.begin(), labels.end(),
                                  [&](const std::string& label) { return reached[label] == 1; });
    if (own == labels.end()) return {};
    names.push_back(*own);
  }
  return names;
}

// For example "revise new --head a@head, or with b@head, c@head".
std::string one_of_branches(const typed_words& typed, const std::vector<std::string>& labels,
                            std::string_view target) {
  std::string text = line_of(typed, fmt::format("{}@{}", labels.front(), target));
  for (std::size_t i = 1; i < labels.size(); ++i) {
    text += fmt::format("{}{}@{}", i == 1 ? ", or with " : ", ", labels[i], target);
  }
  return text;
}

// The target, with its unknown name replaced by the most similar known one.
std::string corrected(const revision_graph& graph, const graph::target_error& e) {
  const std::string& text = e.text();
  const std::size_t at = text.find('@');
  if (at != std::string::npos && graph.starting_with(text.substr(0, at)).empty() &&
      !is_name(graph, text.substr(0, at))) {
    return *e.suggestion() + text.substr(at);
  }
  const std::size_t begin = at == std::string::npos ? 0 : at + 1;
  const std::size_t end = std::min(text.find_first_of("+-", begin), text.size());
  return text.substr(0, begin) + *e.suggestion() + text.substr(end);
}

// Advice for a target relative to several rows: the id of any of them may come before the '@'.
std::string from_each_row(const revision_graph& graph, const graph::target_error& e,
                          const typed_words& typed) {
  constexpr std::size_t most = 4;
  const std::string steps = steps_of(e.text());
  if (steps.empty() || e.candidates().size() > most) {
    const std::vector<std::string> labels = by_labels(graph, e.candidates());
    if (!steps.empty() && labels.size() > 1) return one_of_branches(typed, labels, steps);
    return fmt::format("name the revision: {}", one_of(graph, e.candidates()));
  }
  std::vector<std::string> commands;
  for (const node n : e.candidates()) {
    commands.push_back(line_of(typed, fmt::format("{}@{}", short_id(graph, n), steps)));
  }
  return joined(commands);
}

// Advice for a target that is not in the branch named before the '@', or not above the point where
// branches start.
std::string without_branch(const revision_graph& graph, const graph::target_error& e,
                           const typed_words& typed) {
  const std::string target = after_branch(e.text());
  if (e.candidates().size() == 1) return line_of(typed, target);
  if (!is_name(graph, target)) return fmt::format("one of: {}", one_of(graph, e.candidates()));
  std::vector<std::string> commands;
  for (const node n : e.candidates()) {
    commands.push_back(line_of(typed, fmt::format("{}@{}", short_id(graph, n), target)));
  }
  return joined(commands);
}

// The lowest revision on the line down from `head` that is not an ancestor of `other`. A rebase
// must move this revision so that the whole line follows. Nullopt if it is a merge.
std::optional<node> lowest_apart(const revision_graph& graph, node head, node other) {
  const graph::node_set shared = ancestors(graph, {&other, 1}, graph::edges::down_revision);
  node lowest = head;
  while (graph.parents(lowest).size() == 1 && !shared.contains(graph.parents(lowest)[0])) {
    lowest = graph.parents(lowest)[0];
  }
  if (graph.is_merge_point(lowest)) return std::nullopt;
  return lowest;
}

// The command that makes one line of two heads. It moves the later head on top of the earlier one;
// if that is not possible, the other way round. The moved revision and its descendants must be
// movable, and the new place must not need the moved revision. Empty if neither way is possible.
std::string rebase_command(const revision_graph& graph, const std::vector<node>& heads,
                           const may_move& movable) {
  if (heads.size() != 2) return {};
  const auto is_movable = [&](node lowest) {
    const std::vector<node> moved = descendants(graph, {&lowest, 1}, graph::edges::needs).members();
    return !movable || std::all_of(moved.begin(), moved.end(), movable);
  };
  for (const auto& [moved_head, onto] : {std::pair(heads[1], heads[0]), {heads[0], heads[1]}}) {
    const std::optional<node> moved = lowest_apart(graph, moved_head, onto);
    const graph::node_set below = ancestors(graph, {&onto, 1}, graph::edges::needs);
    if (moved && !below.contains(*moved) && is_movable(*moved)) {
      return fmt::format("revise rebase {} --onto {}", short_id(graph, *moved),
                         short_id(graph, onto));
    }
  }
  return {};
}

std::string for_several_heads(const revision_graph& graph, const graph::target_error& e,
                              const typed_words& typed, const may_move& movable) {
  const std::vector<std::string> labels = by_labels(graph, e.candidates());
  if (typed.command == "new" && labels.size() > 1) {
    return one_of_branches({"new --head", {}, {}}, labels, "head");
  }
  if (typed.command == "new" || typed.command == "new --head") {
    return fmt::format("revise merge {} first, or revise new --head with one of them",
                       short_ids(graph, e.candidates()));
  }
  if (typed.command == "downgrade" || typed.command == "history -r" ||
      typed.command.starts_with("rebase")) {
    return fmt::format("name the revision: {}", one_of(graph, e.candidates()));
  }
  if (typed.command == "merge") return heads_advice(graph, e.candidates(), movable);
  const std::string all = line_of(typed, e.text() + "s");
  const bool can_be_all = e.text() == "head" || e.text().ends_with("@head");
  if (typed.command != "upgrade") {
    return can_be_all ? all : fmt::format("name the revision: {}", one_of(graph, e.candidates()));
  }
  const std::string one = labels.size() > 1 && e.text() == "head"
                              ? one_of_branches(typed, labels, "head")
                              : heads_advice(graph, e.candidates(), movable);
  return can_be_all ? joined({all, one}) : one;
}

std::string text_for(const revision_graph& graph, const graph::target_error& e,
                     const typed_words& typed, const may_move& movable) {
  switch (e.kind()) {
    case target_problem::bad_syntax:
      return "targets: head, heads, base, an id or its beginning, +1, -1";
    case target_problem::unknown:
      return e.suggestion() ? line_of(typed, corrected(graph, e))
                            : "revise history lists the revisions";
    case target_problem::ambiguous:
      return fmt::format("one of: {}", one_of(graph, e.candidates()));
    case target_problem::not_in_branch:
      return without_branch(graph, e, typed);
    case target_problem::multiple_heads:
      return for_several_heads(graph, e, typed, movable);
    case target_problem::multiple_rows:
      return from_each_row(graph, e, typed);
    case target_problem::ambiguous_walk:
      return fmt::format("name the revision: {}", one_of(graph, e.candidates()));
    case target_problem::walked_too_far:
    case target_problem::not_ancestor:
      return "revise history lists the revisions";
    case target_problem::relative_not_allowed:
      if (typed.command == "upgrade") return "revise downgrade " + e.text();
      if (typed.command == "downgrade") return "revise upgrade " + e.text();
      return "give an id, its beginning, a label, head, heads or base";
    case target_problem::overlaps:
      return "leave out the revision that the other one needs";
    case target_problem::not_applied:
    case target_problem::nothing_above:
      return "revise current shows where the database is";
    case target_problem::unknown_row:
      return fmt::format(
          "get the file of revision {} (it may be on another branch or in an older checkout){}",
          graph::quoted(e.text()),
          typed.command == "stamp" ? "; revise stamp --purge replaces all version rows" : "");
  }
  return {};
}

}  // namespace

std::string short_id(const revision_graph& graph, node n) {
  const std::string& id = graph.at(n).id;
  for (std::size_t length = 4; length < id.size(); ++length) {
    const std::string prefix = id.substr(0, length);
    if (!graph.find(prefix) && graph.starting_with(prefix).size() == 1) return prefix;
  }
  return id;
}

std::string short_ids(const revision_graph& graph, const std::vector<node>& nodes) {
  std::string text;
  for (const node n : nodes) text += (text.empty() ? "" : " ") + short_id(graph, n);
  return text;
}

std::string heads_advice(const revision_graph& graph, const std::vector<node>& heads,
                         const may_move& movable) {
  std::vector<std::string> commands = {fmt::format("revise merge {}", short_ids(graph, heads))};
  if (const std::string rebase = rebase_command(graph, heads, movable); !rebase.empty()) {
    commands.push_back(rebase);
  }
  return joined(commands);
}

std::string words_of(const advice& given) {
  const std::string& detail = given.detail();
  switch (given.what()) {
    case remedy::none:
      return given.text();
    case remedy::look:
      return "revise current";
    case remedy::look_and_repeat:
      return "revise current, then repeat the command";
    case remedy::wait_longer:
      return "--lock-wait DURATION waits longer" + (detail.empty() ? "" : "; " + detail);
    case remedy::several_transactions:
      return "leave out --single-transaction" + (detail.empty() ? "" : ", or " + detail);
    case remedy::statement_timeout:
      return detail +
             ": set a longer one in the ini or with --statement-timeout DURATION, then repeat the "
             "command";
    case remedy::stop_above:
      return fmt::format("revise downgrade to '{}' or above, or restore a backup", detail);
    case remedy::build:
      return "revise build" + (detail.empty() ? "" : ", then: " + detail);
    case remedy::rebuild:
      return "revise build, after removing " + detail;
  }
  return given.text();
}

std::vector<std::string> files_of(const revision_graph& graph, const std::vector<node>& revisions) {
  std::vector<std::string> files;
  files.reserve(revisions.size());
  for (const node n : revisions) {
    const graph::revision& r = graph.at(n);
    files.push_back(
        fmt::format("{}: '{}'{}{}", r.path, r.id, r.message.empty() ? "" : ", ", title(r.message)));
  }
  return files;
}

void advise(graph::target_error& e, const revision_graph& graph, const typed_words& typed,
            const may_move& movable) {
  e.set_hint(text_for(graph, e, typed, movable));
  if (e.kind() == target_problem::multiple_heads) e.set_problems(files_of(graph, e.candidates()));
}

void advise(graph::target_error& e, const revision_graph& graph, std::string_view command,
            const may_move& movable) {
  advise(e, graph, typed_words{std::string(command), {}, {}}, movable);
}

typed_words around(std::string_view target, std::string_view command, std::string_view argument) {
  const std::size_t at = argument.find(target);
  if (at == std::string_view::npos) return {std::string(command), {}, {}};
  return {std::string(command), std::string(argument.substr(0, at)),
          std::string(argument.substr(at + target.size()))};
}

}  // namespace revise::tool
