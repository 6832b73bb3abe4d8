#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/target_error.h"
#include "util/error.h"

namespace revise::tool {

/// Whether advice may propose a rebase that moves this revision: not if it has run, nor if other
/// developers already have it. An empty function allows every revision.
using may_move = std::function<bool(graph::node)>;

/// The words around a target on the command line.
struct typed_words {
  std::string command;  ///< "upgrade", "history -r"
  std::string before;   ///< between the command and the target, such as "ae10:"
  std::string after;
};

/// The words around `target` in `command argument`, such as "history -r" and "ae10:27c6".
typed_words around(std::string_view target, std::string_view command, std::string_view argument);

/// Sets the hint of `e`, which is the command to type next, and lists the files of several heads as
/// its problems. Commands call it before they let the error pass. A rebase that `movable` rejects
/// is not proposed.
void advise(graph::target_error& e, const graph::revision_graph& graph, const typed_words& typed,
            const may_move& movable = {});
/// Like the other advise(), for a target that is the only word after the command.
void advise(graph::target_error& e, const graph::revision_graph& graph, std::string_view command,
            const may_move& movable = {});

/// `given` as a user of the command line types it, such as "revise current, then the same command
/// again".
std::string words_of(const advice& given);

/// The commands that make one head of `heads`: "revise merge ae10 27c6, or revise rebase 27c6
/// --onto ae10".
std::string heads_advice(const graph::revision_graph& graph, const std::vector<graph::node>& heads,
                         const may_move& movable = {});

/// One line for each revision: "/path/a.cpp: 'a1', add users".
std::vector<std::string> files_of(const graph::revision_graph& graph,
                                  const std::vector<graph::node>& revisions);

/// The shortest prefix of a revision's id, at least four characters long, that is unique.
std::string short_id(const graph::revision_graph& graph, graph::node n);

/// The `short_id` of each of `nodes`, separated by blanks: "ae10 27c6".
std::string short_ids(const graph::revision_graph& graph, const std::vector<graph::node>& nodes);

}  // namespace revise::tool
