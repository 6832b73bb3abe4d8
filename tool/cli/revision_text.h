#pragma once

#include <string>

#include "graph/plan.h"
#include "graph/revision_graph.h"

namespace revise::tool {

/// The parts of a revision to show on a line. The forms are Alembic's (`history`, `heads`,
/// `current`).
struct line_parts {
  bool parents = false;    ///< "a, b (deps) -> "
  bool labels = false;     ///< " (label)"
  bool points = false;     ///< " (branchpoint) (mergepoint)"
  bool current = false;    ///< " (current)"
  bool never_ran = false;  ///< " (never ran)"
  bool message = false;    ///< ", message"
  bool whole = false;      ///< the verbose block instead, as with -v
};

/// `[PARENTS -> ]ID[ (LABELS)][ (head)][ (effective head)][ (current)][ (never ran)]
/// [ (branchpoint)][ (mergepoint)][, MESSAGE]`
std::string one_line(const graph::revision_graph& graph, graph::node n, const line_parts& parts);

/// The block that `show` and `-v` print, with a newline after each line. Only `current` and
/// `never_ran` of `marks` are used.
std::string verbose_block(const graph::revision_graph& graph, graph::node n,
                          const line_parts& marks);

/// The first line of a message, with control characters escaped.
std::string title(const std::string& message);

/// "upgrade  <base> -> 1975ea83b712, create account"
std::string step_line(const graph::revision_graph& graph, const graph::step& step);

}  // namespace revise::tool
