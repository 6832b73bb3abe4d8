// Ten thousand revisions in the shapes of real histories. They take about 10 ms, and 0.2 s with
// sanitizers. The limits allow for a busy machine, and catch large slowdowns.

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "graph/history.h"
#include "graph/plan.h"
#include "graph/traversal.h"

namespace test_graph_scale {

using namespace revise::graph;

namespace {

class shape {
 public:
  std::string add(std::vector<std::string> parents) {
    revision r;
    r.id = "r" + std::to_string(revisions_.size());
    r.down_revision = std::move(parents);
    revisions_.push_back(r);
    return r.id;
  }

  // Adds `length` revisions above `below`, and returns the last one.
  std::string line(std::string below, int length) {
    for (int i = 0; i < length; ++i) below = add({below});
    return below;
  }

  std::vector<revision> revisions_;
};

// Plans from base and from the middle, up and down, and lists the history: each revision must
// appear once.
void plan_all(const shape& made) {
  const revision_graph graph(made.revisions_);
  const plan up = plan_upgrade(graph, rows{}, "heads");
  CHECK(up.steps.size() == graph.size());

  std::vector<node> half;
  for (std::size_t i = 0; i < up.steps.size() / 2; ++i) half.push_back(up.steps[i].revision);
  const rows middle = rows_at(graph, half);
  CHECK(plan_upgrade(graph, middle, "heads").steps.size() == graph.size() - half.size());
  CHECK(plan_downgrade(graph, middle, "base").steps.size() == half.size());

  const rows top = rows_at(graph, graph.real_heads());
  CHECK(plan_downgrade(graph, top, "base").steps.size() == graph.size());
  CHECK(plan_stamp(graph, middle, {"heads"}, false).size() <= graph.real_heads().size());
  CHECK(history(graph, "", rows{}).size() == graph.size());
  CHECK(is_at_heads(graph, top));
  for (node n = 0; n < graph.size(); ++n) CHECK_FALSE(graph.labels(n).size() > 1);
}

}  // namespace

TEST_CASE("a chain of 10,000" * doctest::timeout(5)) {
  shape chain;
  chain.line(chain.add({}), 9'999);
  chain.revisions_[5'000].branch_labels = {"shop"};
  plan_all(chain);
}

TEST_CASE("2,500 branches of 4, merged pairwise" * doctest::timeout(5)) {
  shape comb;
  const std::string base = comb.add({});
  std::vector<std::string> tops;
  tops.reserve(2'500);
  for (int i = 0; i < 2'500; ++i) tops.push_back(comb.line(base, 4));
  while (tops.size() > 1) {
    std::vector<std::string> merged;
    for (std::size_t i = 0; i + 1 < tops.size(); i += 2) {
      merged.push_back(comb.add({tops[i], tops[i + 1]}));
    }
    if (tops.size() % 2 == 1) merged.push_back(tops.back());
    tops = merged;
  }
  plan_all(comb);
}

TEST_CASE("2,500 branches of 3, merged one after the other, new one first" * doctest::timeout(5)) {
  shape comb;
  const std::string base = comb.add({});
  std::string top = comb.line(base, 3);
  for (int i = 1; i < 2'500; ++i) top = comb.add({comb.line(base, 3), top});
  plan_all(comb);
}

TEST_CASE("a main line that is merged with a tree of its own 5,000 times" * doctest::timeout(5)) {
  shape graph;
  const std::string base = graph.add({});
  graph.add({base});  // a second head, from which the walk reaches the base at once
  std::string top = base;
  for (int i = 0; i < 5'000; ++i) top = graph.add({graph.add({}), top});
  plan_all(graph);
}

TEST_CASE("a forest of 1,000 bases" * doctest::timeout(5)) {
  shape forest;
  for (int i = 0; i < 1'000; ++i) forest.line(forest.add({}), 9);
  plan_all(forest);
}

TEST_CASE("a ladder of 5,000 diamonds" * doctest::timeout(5)) {
  shape ladder;
  std::string top = ladder.add({});
  for (int i = 0; i < 5'000; ++i) {
    const std::string left = ladder.add({top});
    top = ladder.add({left, ladder.add({top})});
  }
  plan_all(ladder);
}

TEST_CASE("10,000 heads above one base" * doctest::timeout(5)) {
  shape star;
  const std::string base = star.add({});
  for (int i = 0; i < 9'999; ++i) star.add({base});
  plan_all(star);
}

}  // namespace test_graph_scale
