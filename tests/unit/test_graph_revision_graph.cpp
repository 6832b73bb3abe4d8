#include <doctest/doctest.h>

#include <string>

#include "graph/revision_graph.h"
#include "support/graph_text.h"

namespace test_graph_revision_graph {

using revise::graph::node;
using revise::graph::revision_graph;
using revise::test::graph_of;
using revise::test::text_of;

namespace {

std::string labels_of(const revision_graph& graph, const char* id) {
  std::string text;
  for (const std::string& label : graph.labels(*graph.find(id))) {
    text += (text.empty() ? "" : " ") + label;
  }
  return text;
}

}  // namespace

TEST_CASE("a graph without revisions has no heads and no bases") {
  const revision_graph graph = graph_of("");
  CHECK(graph.size() == 0);
  CHECK(graph.heads().empty());
  CHECK(graph.real_heads().empty());
  CHECK(graph.bases().empty());
  CHECK_FALSE(graph.find("").has_value());
}

TEST_CASE("a diamond has a branch point, a merge point, one base and one head") {
  const revision_graph graph = graph_of("a -> b; b -> c1 c2; c1 c2 -> d");
  const auto at = [&](const char* id) { return *graph.find(id); };
  CHECK(text_of(graph, graph.bases()) == "a");
  CHECK(text_of(graph, graph.heads()) == "d");
  CHECK(text_of(graph, graph.parents(at("d"))) == "c1 c2");
  CHECK(text_of(graph, graph.children(at("b"))) == "c1 c2");
  CHECK(graph.is_base(at("a")));
  CHECK(graph.is_head(at("d")));
  CHECK(graph.is_branch_point(at("b")));
  CHECK_FALSE(graph.is_branch_point(at("a")));
  CHECK(graph.is_merge_point(at("d")));
  CHECK_FALSE(graph.is_merge_point(at("c1")));
}

TEST_CASE("a head that another revision depends on is an effective head") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b2 needs a2");
  const node a2 = *graph.find("a2");
  const node b2 = *graph.find("b2");
  CHECK(text_of(graph, graph.heads()) == "a2 b2");
  CHECK(text_of(graph, graph.real_heads()) == "b2");
  CHECK(graph.is_effective_head(a2));
  CHECK_FALSE(graph.is_head(a2));
  CHECK_FALSE(graph.is_effective_head(b2));
  CHECK(text_of(graph, graph.dependents(a2)) == "b2");
  CHECK(text_of(graph, graph.dependencies(b2)) == "a2");
  CHECK(text_of(graph, graph.needs(b2)) == "b1 a2");
  CHECK(text_of(graph, graph.needed_by(a2)) == "b2");
  CHECK(graph.children(a2).empty());
}

TEST_CASE("a dependency is written as an id, as a label or as the beginning of one") {
  const revision_graph graph =
      graph_of("ae1027 as shop; bf0000 as warehouse; c needs ae10 ware; d needs shop bf0000");
  CHECK(text_of(graph, graph.dependencies(*graph.find("c"))) == "ae1027 bf0000");
  CHECK(text_of(graph, graph.dependencies(*graph.find("d"))) == "ae1027 bf0000");
}

TEST_CASE("a neighbour that is named twice is there once") {
  const revision_graph graph = graph_of("a -> b; a -> b; b needs a");
  const node b = *graph.find("b");
  CHECK(text_of(graph, graph.parents(b)) == "a");
  CHECK(text_of(graph, graph.dependencies(b)) == "a");
  CHECK(text_of(graph, graph.needs(b)) == "a");
  CHECK(text_of(graph, graph.needed_by(*graph.find("a"))) == "b");
  CHECK_FALSE(graph.is_merge_point(b));
}

TEST_CASE("children come in load order, parents in the order written") {
  const revision_graph graph = graph_of("z; y; a -> z y; y z -> m");
  CHECK(text_of(graph, graph.children(*graph.find("a"))) == "z y");
  CHECK(text_of(graph, graph.parents(*graph.find("m"))) == "y z");
}

TEST_CASE("names shorter than four characters are not abbreviated") {
  const revision_graph graph = graph_of("abc -> abcd -> abef; x as abel");
  CHECK(text_of(graph, graph.starting_with("a")) == "abcd abef x");
  CHECK(text_of(graph, graph.starting_with("abe")) == "abef x");
  CHECK(text_of(graph, graph.starting_with("abc")) == "abcd");
  CHECK(graph.starting_with("").empty());
  CHECK(graph.starting_with("b").empty());
}

TEST_CASE("a revision that two names of it begin alike is found once") {
  const revision_graph graph = graph_of("users1 as users2");
  CHECK(text_of(graph, graph.starting_with("users")) == "users1");
}

TEST_CASE("a label reaches its revision, all that descends from it, and a single line below") {
  const revision_graph graph = graph_of("a -> b -> c -> d; c as shop");
  for (const char* id : {"a", "b", "c", "d"}) CHECK(labels_of(graph, id) == "shop");
}

TEST_CASE("downwards a label stops before a branch point") {
  const revision_graph graph = graph_of("a -> b; b -> c1 c2; c1 -> d1; c1 as shop");
  CHECK(labels_of(graph, "a") == "");
  CHECK(labels_of(graph, "b") == "");
  CHECK(labels_of(graph, "c1") == "shop");
  CHECK(labels_of(graph, "d1") == "shop");
  CHECK(labels_of(graph, "c2") == "");
}

TEST_CASE("downwards a label stops before a merge point, and at a merge that declares it") {
  const revision_graph merged_below = graph_of("a b -> m -> x; x as shop");
  CHECK(labels_of(merged_below, "x") == "shop");
  CHECK(labels_of(merged_below, "m") == "");
  const revision_graph declared = graph_of("a b -> m -> x; m as shop");
  CHECK(labels_of(declared, "x") == "shop");
  CHECK(labels_of(declared, "m") == "shop");
  CHECK(labels_of(declared, "a") == "");
}

TEST_CASE("a label goes nowhere below its revision when the branch forks above it") {
  const revision_graph graph = graph_of("a -> b -> c; c -> d1 d2; b as shop");
  CHECK(labels_of(graph, "a") == "");
  CHECK(labels_of(graph, "b") == "shop");
  CHECK(labels_of(graph, "d1") == "shop");
  CHECK(labels_of(graph, "d2") == "shop");
}

TEST_CASE("for a label a dependent forks a branch like a child") {
  const revision_graph graph = graph_of("a -> b -> c; c as shop; x needs b");
  CHECK(labels_of(graph, "c") == "shop");
  CHECK(labels_of(graph, "b") == "");
  CHECK(labels_of(graph, "x") == "");
}

TEST_CASE("labels that meet in a merge are all there, sorted, each once") {
  const revision_graph graph =
      graph_of("r -> a b; a as web; b as shop; a b -> m1; a b -> m2; m1 m2 -> top; top as all");
  CHECK(labels_of(graph, "m1") == "shop web");
  CHECK(labels_of(graph, "top") == "all shop web");
}

TEST_CASE("a copy of a graph is the same graph") {
  const revision_graph graph = graph_of("a -> b; b as shop");
  const revision_graph copy = graph;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(&copy.at(0) == &graph.at(0));
  CHECK(labels_of(copy, "a") == "shop");
}

}  // namespace test_graph_revision_graph
