#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/target_error.h"
#include "util/error.h"

namespace revise::tool {

/// Whether a rebase may be advised that moves a revision: not where it ran, nor where others have
/// it by now. Empty: it always may.
using may_move = std::function<bool(graph::node)>;

/// What stands around a target on the command line.
struct typed_words {
  std::string command;  ///< "upgrade", "history -r"
  std::string before;   ///< between the command and the target, "ae10:"
  std::string after;
};

/// The words around `target` in `command argument`: "history -r", "ae10:27c6".
typed_words around(std::string_view target, std::string_view command, std::string_view argument);

/// Gives `e` its hint, the next thing to type after a target could not be used, and the files it
/// speaks of as problems. What a command does before it lets the error pass.
/// A rebase of what `movable` refuses is not advised.
void advise(graph::target_error& e, const graph::revision_graph& graph, const typed_words& typed,
            const may_move& movable = {});
/// The same where the target is all that stands after the command.
void advise(graph::target_error& e, const graph::revision_graph& graph, std::string_view command,
            const may_move& movable = {});

/// `given` as a user of the command line types it: "revise current, then the same command again".
std::string words_of(const advice& given);

/// What makes one head of `heads`: "revise merge ae10 27c6, or revise rebase 27c6 --onto ae10".
std::string heads_advice(const graph::revision_graph& graph, const std::vector<graph::node>& heads,
                         const may_move& movable = {});

/// A line each: "/path/a.cpp: 'a1', add users".
std::vector<std::string> files_of(const graph::revision_graph& graph,
                                  const std::vector<graph::node>& revisions);

/// The shortest beginning of a revision's id, of at least four characters, that names it alone.
std::string short_id(const graph::revision_graph& graph, graph::node n);

/// "ae10 27c6": `short_id` of each.
std::string short_ids(const graph::revision_graph& graph, const std::vector<graph::node>& nodes);

}  // namespace revise::tool
