#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "graph/order.h"
#include "support/graph_text.h"
#include "support/random_graph.h"

namespace test_graph_order {

using namespace revise::graph;
using revise::test::graph_of;
using revise::test::random_graph;
using revise::test::random_numbers;
using revise::test::text_of;

namespace {

node_set everything(const revision_graph& graph) {
  node_set all(graph);
  for (node n = 0; n < graph.size(); ++n) all.insert(n);
  return all;
}

std::string ordered(const char* text) {
  const revision_graph graph = graph_of(text);
  return text_of(graph, newest_first(graph, everything(graph)));
}

// Alembic's rule, implemented by a search through all revisions at each step.
std::vector<node> slowly_ordered(const revision_graph& graph, const node_set& set) {
  node_set left = set;
  std::vector<node> tips;
  for (const node n : set.members()) {
    const auto above = graph.needed_by(n);
    if (std::none_of(above.begin(), above.end(), [&](node m) { return set.contains(m); })) {
      tips.push_back(n);
    }
  }
  std::vector<node> order;
  std::size_t at = 0;
  while (!tips.empty()) {
    const node tip = tips[at];
    const node_set above = descendants(graph, {&tip, 1}, edges::needs);
    const auto higher = std::find_if(tips.begin(), tips.end(),
                                     [&](node n) { return n != tip && above.contains(n); });
    if (higher != tips.end()) {
      at = static_cast<std::size_t>(higher - tips.begin());
      continue;
    }
    order.push_back(tip);
    left.erase(tip);
    std::vector<node> next;
    for (const node n : graph.needs(tip)) {
      if (left.contains(n) && std::find(tips.begin(), tips.end(), n) == tips.end()) {
        next.push_back(n);
      }
    }
    if (next.empty()) {
      tips.erase(tips.begin() + static_cast<std::ptrdiff_t>(at));
      at = at == 0 ? 0 : at - 1;
    } else {
      tips[at] = next.front();
      tips.insert(tips.end(), next.begin() + 1, next.end());
    }
  }
  return order;
}

}  // namespace

TEST_CASE("one branch is followed to its branch point before the next") {
  CHECK(ordered("a -> b1 -> b2; a -> c1 -> c2") == "b2 b1 c2 c1 a");
}

TEST_CASE("ties go by load order, not by name") {
  CHECK(ordered("z; y; x") == "z y x");
  CHECK(ordered("x; y; z") == "x y z");
}

TEST_CASE("the order is that of the slow and plain rule, on any graph") {
  random_numbers random(1);
  for (int round = 0; round < 300; ++round) {
    const revision_graph graph = random_graph(random, 1 + random.below(60));
    const std::vector<node> order = newest_first(graph, everything(graph));
    REQUIRE(text_of(graph, order) == text_of(graph, slowly_ordered(graph, everything(graph))));
  }
}

TEST_CASE("a base below many branches is asked about often, and the order stays the same") {
  // Each merge names the new branch first, so the walk returns to the base after each.
  std::string text = "r -> a0";
  std::string below = "a0";
  for (int i = 1; i < 200; ++i) {
    const std::string branch = "a" + std::to_string(i);
    const std::string merge = "m" + std::to_string(i);
    text.append("; r -> ").append(branch).append("; ").append(branch).append(" ");
    text.append(below).append(" -> ").append(merge);
    below = merge;
  }
  const revision_graph graph = graph_of(text);
  CHECK(newest_first(graph, everything(graph)) == slowly_ordered(graph, everything(graph)));
}

TEST_CASE("a set with holes is ordered by what goes through them") {
  random_numbers random(2);
  for (int round = 0; round < 300; ++round) {
    const revision_graph graph = random_graph(random, 1 + random.below(40));
    node_set set(graph);
    for (node n = 0; n < graph.size(); ++n) {
      if (random.below(3) > 0) set.insert(n);
    }
    const std::vector<node> order = newest_first(graph, set);
    std::vector<node> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(sorted == set.members());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const node_set above = descendants(graph, {&order[i], 1}, edges::needs);
      for (std::size_t j = i + 1; j < order.size(); ++j) REQUIRE_FALSE(above.contains(order[j]));
    }
  }
}

}  // namespace test_graph_order
