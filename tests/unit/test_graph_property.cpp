// Properties of every graph, tested on random graphs.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "graph/history.h"
#include "graph/plan.h"
#include "graph/target.h"
#include "graph/target_error.h"
#include "graph/traversal.h"
#include "support/graph_text.h"
#include "support/random_graph.h"

namespace test_graph_property {

using namespace revise::graph;
using revise::test::random_graph;
using revise::test::random_numbers;
using revise::test::random_revisions;
using revise::test::text_of;

namespace {

std::vector<node> some_nodes(random_numbers& random, const revision_graph& graph) {
  std::vector<node> nodes;
  for (std::uint32_t i = random.below(4); i > 0; --i) {
    nodes.push_back(random.below(static_cast<std::uint32_t>(graph.size())));
  }
  return nodes;
}

// Runs a plan. Checks after each step that the revisions it needs are applied (or, going down, that
// none that needs it is), and that the rows are the maximal applied revisions. Returns the final
// rows.
rows run(const revision_graph& graph, const plan& planned) {
  node_set applied = ancestors(graph, planned.start, edges::needs);
  std::set<node> now(planned.start.begin(), planned.start.end());
  for (const step& taken : planned.steps) {
    const bool is_up = taken.way == direction::upgrade;
    for (const node n : is_up ? graph.needs(taken.revision) : graph.needed_by(taken.revision)) {
      REQUIRE(applied.contains(n) == is_up);
    }
    REQUIRE(applied.contains(taken.revision) != is_up);
    is_up ? applied.insert(taken.revision) : applied.erase(taken.revision);
    for (const node n : taken.removed) REQUIRE(now.erase(n) == 1);
    for (const node n : taken.added) REQUIRE(now.insert(n).second);
    REQUIRE(maximal(graph, applied.members()) == std::vector<node>(now.begin(), now.end()));
  }
  return rows_at(graph, applied.members());
}

plan upgrade_all(const revision_graph& graph, const rows& at) {
  return plan_upgrade(graph, at, "heads");
}

std::string text_of_steps(const revision_graph& graph, const plan& planned) {
  std::vector<node> order;
  for (const step& taken : planned.steps) order.push_back(taken.revision);
  return text_of(graph, order);
}

}  // namespace

TEST_CASE("every step finds what it needs, and leaves maximal rows") {
  random_numbers random(11);
  for (int round = 0; round < 200; ++round) {
    const revision_graph graph = random_graph(random, 1 + random.below(30));
    const rows at = rows_at(graph, some_nodes(random, graph));
    const rows top = run(graph, upgrade_all(graph, at));
    CHECK(text_of(graph, top.known) == text_of(graph, graph.real_heads()));
    CHECK(run(graph, plan_downgrade(graph, at, "base")).known.empty());
  }
}

TEST_CASE("up to a revision and down again restores the rows") {
  random_numbers random(12);
  int tried = 0;
  for (int round = 0; round < 400; ++round) {
    const revision_graph graph = random_graph(random, 2 + random.below(30));
    const node target = random.below(static_cast<std::uint32_t>(graph.size()));
    // Merges are skipped: one parent of a merge may be above the parent that the downgrade names,
    // and would be undone, too.
    if (graph.parents(target).size() != 1) continue;
    const rows before = rows_at(graph, graph.needs(target));
    const rows after = run(graph, plan_upgrade(graph, before, graph.at(target).id));
    CHECK(after.known == std::vector<node>{target});
    const std::string back = graph.at(target).id + "@" + graph.at(graph.parents(target)[0]).id;
    CHECK(run(graph, plan_downgrade(graph, after, back)).known == before.known);
    CHECK(run(graph, plan_downgrade(graph, after, "-1")).known == before.known);
    ++tried;
  }
  CHECK(tried > 200);
}

TEST_CASE(
    "a plan without some revisions has all that does not need them, and leaves maximal rows") {
  random_numbers random(15);
  int without_some = 0;
  for (int round = 0; round < 300; ++round) {
    const revision_graph graph = random_graph(random, 2 + random.below(30));
    const rows at = rows_at(graph, some_nodes(random, graph));
    const plan whole = upgrade_all(graph, at);
    std::vector<node> left_out;
    for (const step& taken : whole.steps) {
      if (random.below(5) == 0) left_out.push_back(taken.revision);
    }
    const plan rest = plan_without(graph, at, whole, left_out);
    CHECK(rest.start == whole.start);
    const rows top = run(graph, rest);
    const node_set applied = ancestors(graph, top.known, edges::needs);
    const node_set without = descendants(graph, left_out, edges::needs);
    for (node n = 0; n < graph.size(); ++n) CHECK(applied.contains(n) != without.contains(n));
    if (rest.steps.size() < whole.steps.size() && !rest.steps.empty()) ++without_some;
  }
  CHECK(without_some > 100);
}

TEST_CASE("what was upgraded is not upgraded again") {
  random_numbers random(13);
  for (int round = 0; round < 200; ++round) {
    const revision_graph graph = random_graph(random, 1 + random.below(40));
    const rows top = run(graph, upgrade_all(graph, rows{}));
    CHECK(upgrade_all(graph, top).steps.empty());
    CHECK(is_at_heads(graph, top));
  }
}

TEST_CASE("where there are no ties a plan does not depend on the order of loading") {
  random_numbers random(14);
  for (int round = 0; round < 200; ++round) {
    // A chain in which each revision also depends on an earlier one: only one order is valid.
    std::vector<revision> revisions = random_revisions(random, 2 + random.below(30));
    for (std::size_t i = 1; i < revisions.size(); ++i) {
      revisions[i].down_revision = {revisions[i - 1].id};
    }
    const revision_graph graph(revisions);
    const std::string steps = text_of_steps(graph, upgrade_all(graph, rows{}));
    for (std::size_t i = revisions.size() - 1; i > 0; --i) {
      std::swap(revisions[i], revisions[random.below(static_cast<std::uint32_t>(i + 1))]);
    }
    const revision_graph shuffled(revisions);
    CHECK(text_of_steps(shuffled, upgrade_all(shuffled, rows{})) == steps);
  }
}

TEST_CASE("whatever the order of loading, the same revisions run and the same rows remain") {
  random_numbers random(15);
  for (int round = 0; round < 200; ++round) {
    std::vector<revision> revisions = random_revisions(random, 1 + random.below(30));
    const std::string target = revisions.back().id;
    const revision_graph graph(revisions);
    std::reverse(revisions.begin(), revisions.end());
    const revision_graph reversed(revisions);
    const auto ids = [](const revision_graph& of, const plan& planned) {
      std::set<std::string> found;
      for (const step& taken : planned.steps) found.insert(of.at(taken.revision).id);
      return found;
    };
    CHECK(ids(graph, plan_upgrade(graph, rows{}, target)) ==
          ids(reversed, plan_upgrade(reversed, rows{}, target)));
  }
}

TEST_CASE("no text at all is more than a target error") {
  random_numbers random(16);
  const std::vector<std::string> words = {"head",
                                          "heads",
                                          "base",
                                          "current",
                                          "@",
                                          "+",
                                          "-",
                                          ":",
                                          "1",
                                          "2",
                                          "999999999999999999999999",
                                          " ",
                                          "lab0",
                                          "'",
                                          "\n",
                                          "\xff",
                                          "0",
                                          "."};
  int planned = 0;
  for (int round = 0; round < 200; ++round) {
    const revision_graph graph = random_graph(random, 1 + random.below(12));
    for (int attempt = 0; attempt < 50; ++attempt) {
      std::string text;
      for (std::uint32_t i = random.below(6); i > 0; --i) {
        const node n = random.below(static_cast<std::uint32_t>(graph.size()));
        const std::string& id = graph.at(n).id;
        text += random.below(3) == 0
                    ? id.substr(0, 1 + random.below(static_cast<std::uint32_t>(id.size())))
                    : words[random.below(static_cast<std::uint32_t>(words.size()))];
      }
      const rows at = rows_at(graph, some_nodes(random, graph));
      const auto attempted = [&](auto act) {
        try {
          act();
          ++planned;
        } catch (const target_error& refused) {
          CHECK(refused.what() != std::string());
        }
      };
      CAPTURE(text);
      attempted([&] { run(graph, plan_upgrade(graph, at, text)); });
      attempted([&] { run(graph, plan_downgrade(graph, at, text)); });
      attempted([&] { plan_stamp(graph, at, {text}, false); });
      attempted([&] { history(graph, text, at); });
      attempted([&] { resolve_shown(graph, text, &at); });
    }
  }
  CHECK(planned > 1000);
}

}  // namespace test_graph_property
