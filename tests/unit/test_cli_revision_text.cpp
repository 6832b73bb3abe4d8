#include "cli/revision_text.h"

#include <doctest/doctest.h>

#include "support/graph_text.h"

namespace test_cli_revision_text {

using namespace revise;
using namespace revise::tool;
using revise::test::revisions_of;

namespace {

// a -> l, r -> m, where m is a merge; x is separate, and m depends on it.
graph::revision_graph shop() {
  std::vector<graph::revision> revisions =
      revisions_of("a -> l; a -> r; l r -> m; x; m needs x; a as web shop");
  revisions[0].message = "first\nand more";
  revisions[3].message = "";
  for (graph::revision& r : revisions) {
    if (r.id == "m") r.message = "bring\x1b[31m together";
    if (r.id == "x") r.message = "aside";
  }
  return graph::revision_graph(std::move(revisions));
}

graph::node node_of(const graph::revision_graph& graph, const std::string& id) {
  for (graph::node n = 0; n < graph.size(); ++n) {
    if (graph.at(n).id == id) return n;
  }
  FAIL("no revision ", id);
  return 0;
}

std::string line(const std::string& id, const line_parts& parts) {
  const graph::revision_graph graph = shop();
  return one_line(graph, node_of(graph, id), parts);
}

std::string block(const std::string& id, bool current) {
  const graph::revision_graph graph = shop();
  return verbose_block(graph, node_of(graph, id), {.current = current});
}

}  // namespace

TEST_CASE("a revision in one line, as Alembic shows it") {
  CHECK(line("a", {}) == "a");
  CHECK(line("m", {}) == "m (head)");
  CHECK(line("x", {}) == "x (effective head)");
  const line_parts all{
      .parents = true, .labels = true, .points = true, .current = true, .message = true};
  CHECK(line("a", all) == "<base> -> a (shop, web) (current) (branchpoint), first");
  CHECK(line("m", all) ==
        "l, r (x) -> m (shop, web) (head) (current) (mergepoint), bring\\x1b[31m together");
  CHECK(line("x", {.parents = true, .message = true}) == "<base> -> x (effective head), aside");
}

TEST_CASE("a revision in a block, as Alembic shows it") {
  CHECK(block("a", true) ==
        "Rev: a (branchpoint) (current)\nParent: <base>\nBranches into: l, r\n"
        "Branch names: shop, web\nPath: /v/a.cpp\n\n    first\n    and more\n");
  CHECK(block("m", false) ==
        "Rev: m (head) (mergepoint)\nMerges: l, r\nAlso depends on: x\nBranch names: shop, web\n"
        "Path: /v/m.cpp\n\n    bring\\x1b[31m together\n");
  CHECK(block("x", false) ==
        "Rev: x (effective head)\nParent: <base>\nPath: /v/x.cpp\n\n    aside\n");
}

TEST_CASE("a step in one line") {
  const graph::revision_graph graph = shop();
  const auto step = [&](graph::direction way, const std::string& id) {
    return step_line(graph,
                     {.way = way, .revision = node_of(graph, id), .removed = {}, .added = {}});
  };
  CHECK(step(graph::direction::upgrade, "a") == "upgrade  <base> -> a, first");
  CHECK(step(graph::direction::upgrade, "m") == "upgrade  l, r -> m, bring\\x1b[31m together");
  CHECK(step(graph::direction::downgrade, "m") == "downgrade  m -> l, r, bring\\x1b[31m together");
  CHECK(step(graph::direction::downgrade, "a") == "downgrade  a -> <base>, first");
  CHECK(name_of(graph::direction::upgrade) == "upgrade");
}

}  // namespace test_cli_revision_text
