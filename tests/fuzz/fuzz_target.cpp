// libFuzzer: any target, on any of these graphs and from any rows, is refused with a target_error,
// or gives correct revisions and plans.
//
// The first byte chooses the graph, the second the rows; the rest is the target. stamp takes its
// words as several targets.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/history.h"
#include "graph/plan.h"
#include "graph/target.h"
#include "graph/target_error.h"
#include "graph/traversal.h"
#include "support/graph_text.h"

namespace {

using namespace revise::graph;

const std::vector<revision_graph>& graphs() {
  using revise::test::graph_of;
  static const std::vector<revision_graph> all = {
      graph_of(""),
      graph_of("a1"),
      graph_of("a1 -> a2 -> a3 -> a4; a1 as shop"),
      graph_of("acct1 -> acct2 -> acct3; acct2 -> bill1 -> bill2; stok1 -> stok2 -> stok3;"
               "stok2 needs bill1; acct1 as shop; bill1 as billing; stok1 as stock"),
      graph_of("acct1 -> acct2 -> acct3; acct2 -> bill1 -> bill2; acct3 bill2 -> join1 -> join2;"
               "stok1 -> stok2; stok2 needs bill1; acct1 as shop; bill1 as billing web"),
      // Redundant edges, and a merge of a merge.
      graph_of("a -> b; a -> c; a b -> m; m needs c; a m -> n; x; n needs x a; x -> y; y n -> z"),
      // Names with a common beginning, and short names that are only found if written in full.
      graph_of("aaaa -> aaaaa -> aaaaaa; aaa -> aab; aa as aaaab; aa -> a.1; aab as head1 base2"),
      // Dependencies across bases, and several effective heads in a row.
      graph_of("p1 -> p2; q1 -> q2; r1 -> r2; q1 needs p2; r1 needs q2 p1; s1; s1 needs r2 p2"),
  };
  return all;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

std::vector<node> maximal_of(const revision_graph& graph, const node_set& set) {
  const std::vector<node> members = set.members();
  return maximal(graph, members);
}

// Checks that every step finds what it needs (or, for a downgrade, nothing that needs it), and that
// the rows are always the maximal elements.
void run(const revision_graph& graph, const plan& planned, direction way) {
  node_set applied = ancestors(graph, planned.start, edges::needs);
  std::set<node> now(planned.start.begin(), planned.start.end());
  for (const step& taken : planned.steps) {
    const bool is_up = taken.way == direction::upgrade;
    require(taken.way == way, "a plan goes one way");
    require(applied.contains(taken.revision) != is_up, "a step changes what is applied");
    for (const node n : is_up ? graph.needs(taken.revision) : graph.needed_by(taken.revision)) {
      require(applied.contains(n) == is_up, "a step finds what it needs");
    }
    is_up ? applied.insert(taken.revision) : applied.erase(taken.revision);
    for (const node n : taken.removed) require(now.erase(n) == 1, "a row that goes was there");
    for (const node n : taken.added) require(now.insert(n).second, "a row that comes is new");
    require(maximal_of(graph, applied) == std::vector<node>(now.begin(), now.end()),
            "the rows are the maximal elements");
  }
}

// Checks that each revision is listed once, and before everything that it needs.
void require_newest_first(const revision_graph& graph, const std::vector<node>& listed) {
  node_set before(graph);
  for (const node n : listed) {
    const node_set below = ancestors(graph, {&n, 1}, edges::needs);
    for (const node m : below.members()) {
      require(!before.contains(m), "a revision is listed once, and before all it needs");
    }
    before.insert(n);
  }
}

template <typename Action>
void refused_or(Action action) {
  try {
    action();
  } catch (const target_error& e) {
    require(*e.what() != '\0', "an error has a message");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const revision_graph& graph = graphs()[data[0] % graphs().size()];
  std::vector<node> applied;
  for (node n = 0; n < graph.size(); ++n) {
    if ((data[1] >> (n % 8) & 1) != 0) applied.push_back(n);
  }
  const rows at = rows_at(graph, applied);
  const std::string target(reinterpret_cast<const char*>(data + 2), size - 2);

  refused_or([&] { run(graph, plan_upgrade(graph, at, target), direction::upgrade); });
  refused_or([&] { run(graph, plan_downgrade(graph, at, target), direction::downgrade); });
  refused_or([&] { require_newest_first(graph, history(graph, target, at)); });
  refused_or([&] {
    for (const node n : resolve(graph, target)) require(n < graph.size(), "a node is of the graph");
  });
  for (const rows* asked : {&at, static_cast<const rows*>(nullptr)}) {
    refused_or([&] {
      for (const node n : resolve_shown(graph, target, asked)) {
        require(n < graph.size(), "a node is of the graph");
      }
    });
  }
  for (const bool purge : {false, true}) {
    for (const auto& targets : {std::vector<std::string>{target}, revise::test::words_of(target)}) {
      refused_or([&] {
        const std::vector<node> after = plan_stamp(graph, at, targets, purge);
        require(maximal(graph, after) == after, "a stamp leaves maximal elements");
      });
    }
  }
  return 0;
}
