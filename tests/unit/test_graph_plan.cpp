#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/plan.h"
#include "graph/target_error.h"
#include "support/graph_text.h"

namespace test_graph_plan {

using namespace revise::graph;
using revise::test::graph_of;
using revise::test::text_of;
using revise::test::words_of;

namespace {

// A plan as text: `a1 [a1] a2 [a2 b1]` is two steps, each followed by the rows after it.
std::string text_of_plan(const revision_graph& graph, const plan& planned) {
  std::set<node> now(planned.start.begin(), planned.start.end());
  std::string text;
  for (const step& taken : planned.steps) {
    for (const node n : taken.removed) CHECK(now.erase(n) == 1);
    for (const node n : taken.added) CHECK(now.insert(n).second);
    text +=
        (text.empty() ? "" : " ") + graph.at(taken.revision).id + " [" + text_of(graph, now) + "]";
  }
  return text;
}

std::string up(const revision_graph& graph, std::string_view rows, std::string_view target) {
  return text_of_plan(graph, plan_upgrade(graph, read_rows(graph, words_of(rows)), target));
}

std::string down(const revision_graph& graph, std::string_view rows, std::string_view target) {
  return text_of_plan(graph, plan_downgrade(graph, read_rows(graph, words_of(rows)), target));
}

template <typename Plan>
std::string refused(Plan plan, const revision_graph& graph, std::string_view rows,
                    std::string_view target, target_problem kind) {
  try {
    plan(graph, read_rows(graph, words_of(rows)), target);
  } catch (const target_error& e) {
    CHECK(e.kind() == kind);
    return e.what();
  }
  return "nothing was refused";
}

}  // namespace

TEST_CASE("a line is upgraded one by one, and downgraded the same way back") {
  const revision_graph graph = graph_of("a -> b -> c");
  CHECK(up(graph, "", "head") == "a [a] b [b] c [c]");
  CHECK(up(graph, "a", "+1") == "b [b]");
  CHECK(up(graph, "c", "head") == "");
  CHECK(up(graph, "c", "a") == "");
  CHECK(up(graph, "", "base") == "");
  CHECK(down(graph, "c", "base") == "c [b] b [a] a []");
  CHECK(down(graph, "c", "-1") == "c [b]");
  CHECK(down(graph, "c", "-3") == "c [b] b [a] a []");
  CHECK(down(graph, "c", "a") == "c [b] b [a]");
  CHECK(down(graph, "b", "b") == "");
  CHECK(down(graph, "", "base") == "");
}

TEST_CASE("a diamond has two rows between its branch point and its merge") {
  const revision_graph graph = graph_of("a -> b; b -> c1 c2; c1 c2 -> d");
  CHECK(up(graph, "b", "head") == "c2 [c2] c1 [c1 c2] d [d]");
  CHECK(down(graph, "d", "b") == "d [c1 c2] c1 [c2] c2 [b]");
  CHECK(down(graph, "d", "c1") == "d [c1 c2]");
  CHECK(down(graph, "c1 c2", "c1@b") == "c1 [c2]");
}

TEST_CASE("twin merges of the same parents are both rows in the end") {
  const revision_graph graph = graph_of("a b -> m1; a b -> m2");
  CHECK(up(graph, "", "heads") == "b [b] a [a b] m2 [m2] m1 [m1 m2]");
  CHECK(up(graph, "", "m1") == "b [b] a [a b] m1 [m1]");
  CHECK(down(graph, "m1 m2", "base") == "m1 [m2] m2 [a b] a [b] b []");
}

TEST_CASE("in a forest each tree is a branch of its own") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b1 as shop");
  CHECK(up(graph, "", "heads") == "b1 [b1] b2 [b2] a1 [a1 b2] a2 [a2 b2]");
  CHECK(up(graph, "a1", "shop@head") == "b1 [a1 b1] b2 [a1 b2]");
  CHECK(up(graph, "a1", "shop@+1") == "b1 [a1 b1]");
  CHECK(up(graph, "", "shop@base+2") == "b1 [b1] b2 [b2]");
  CHECK(down(graph, "a2 b2", "shop@base") == "b2 [a2 b1] b1 [a2]");
  CHECK(down(graph, "a2 b2", "shop@-1") == "b2 [a2 b1]");
}

TEST_CASE("what a revision depends on is upgraded first, and its row is covered") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2 -> b3; b2 needs a2");
  CHECK(up(graph, "", "b3") == "a1 [a1] a2 [a2] b1 [a2 b1] b2 [b2] b3 [b3]");
}

TEST_CASE("what depends on a downgraded revision goes with it, its own dependencies stay") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2 -> b3; b2 needs a2");
  CHECK(down(graph, "b3", "a1") == "b3 [b2] b2 [a2 b1] a2 [a1 b1]");
  CHECK(down(graph, "b3", "b1") == "b3 [b2] b2 [a2 b1]");
}

TEST_CASE("steps up in a branch that is applied below only start at its topmost revision") {
  const revision_graph graph = graph_of("a1 -> a2 -> a3; b1 -> b2; b2 needs a1; a3 as shop");
  CHECK(up(graph, "b2", "shop@+1") == "a2 [a2 b2]");
}

TEST_CASE("steps down in a branch start at its effective head when no row is in it") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b2 needs a2; a1 as shop");
  CHECK(down(graph, "b2", "shop@-1") == "b2 [a2 b1] a2 [a1 b1]");
}

TEST_CASE("parents that need each other are no reason to fail") {
  // Alembic fails with KeyError here (ALEMBIC F4).
  const revision_graph graph = graph_of("a -> b c; a b -> m; m needs c");
  CHECK(up(graph, "", "heads") == "a [a] c [c] b [b c] m [m]");
  CHECK(down(graph, "m", "base") == "m [b c] b [c] c [a] a []");
  const revision_graph doubled = graph_of("a -> b -> c; d; d needs a c b");
  CHECK(up(doubled, "", "d") == "a [a] b [b] c [c] d [d]");
  CHECK(down(doubled, "d", "a") == "d [c] c [b] b [a]");
}

TEST_CASE("a branch is followed to its branch point before another one is taken") {
  const revision_graph graph = graph_of("r -> a1 -> a2; r -> b1 -> b2; r -> c1");
  CHECK(up(graph, "", "heads") ==
        "r [r] c1 [c1] b1 [b1 c1] b2 [b2 c1] a1 [a1 b2 c1] a2 [a2 b2 c1]");
}

TEST_CASE("current is no target to move to, and a start to count from") {
  const revision_graph graph = graph_of("a -> b -> c");
  CHECK(up(graph, "b", "current") == "");
  CHECK(down(graph, "b", "current") == "");
  CHECK(up(graph, "a", "current+1") == "b [b]");
  CHECK(down(graph, "c", "current-2") == "c [b] b [a]");
}

TEST_CASE("rows that were not maximal are planned from as if they were") {
  const revision_graph graph = graph_of("a -> b -> c");
  CHECK(up(graph, "a b", "head") == "c [c]");
  CHECK(down(graph, "a b", "base") == "b [a] a []");
}

TEST_CASE("an upgrade that cannot be says why") {
  const revision_graph graph = graph_of("a -> b; b -> c1 c2; c1 c2 -> d; x -> y; a as shop");
  const auto why = [&](std::string_view rows, std::string_view target, target_problem kind) {
    return refused(plan_upgrade, graph, rows, target, kind);
  };
  CHECK(why("a x", "+1", target_problem::multiple_rows) ==
        "'+1' counts from one revision, but the database is at 'a', 'x'");
  CHECK(why("b", "+1", target_problem::ambiguous_walk) ==
        "'+1' is ambiguous: above 'b' are 'c1', 'c2'");
  CHECK(why("", "+1", target_problem::ambiguous_walk) ==
        "'+1' is ambiguous: above base are 'a', 'x'");
  CHECK(why("c1", "+2", target_problem::walked_too_far) ==
        "'+2' goes too far: there is only one revision above 'c1'");
  CHECK(why("d", "+1", target_problem::walked_too_far) ==
        "'+1' goes too far: there is nothing above 'd'");
  CHECK(why("", "shop@base+99999999999999999999", target_problem::ambiguous_walk) ==
        "'shop@base+99999999999999999999' is ambiguous: above 'b' are 'c1', 'c2'");
  CHECK(why("", "d-1", target_problem::ambiguous_walk) ==
        "'d-1' is ambiguous: below 'd' are 'c1', 'c2'");
  CHECK(why("", "y-3", target_problem::walked_too_far) ==
        "'y-3' goes too far: there are only 2 revisions below 'y'");
  CHECK(why("", "y-2", target_problem::walked_too_far) ==
        "'y-2' is base, and upgrade cannot go there");
  CHECK(why("b", "-1", target_problem::relative_not_allowed) ==
        "upgrade cannot go down from the database's revision: '-1'");
  CHECK(why("", "head", target_problem::multiple_heads) == "more than one head: 'd', 'y'");
  CHECK(why("gone", "heads", target_problem::unknown_row) ==
        "the database is at 'gone', which no file has");
}

TEST_CASE("a branch whose heads need each other is no target") {
  const revision_graph graph = graph_of("r -> a b; b needs a; r as shop");
  CHECK(refused(plan_upgrade, graph, "", "shop@heads", target_problem::overlaps) ==
        "'shop@heads' names both 'a' and 'b', which needs it");
}

TEST_CASE("a downgrade that cannot be says why") {
  const revision_graph graph = graph_of("a -> b -> c; x -> y; y needs b; z; a as shop");
  const auto why = [&](std::string_view rows, std::string_view target, target_problem kind) {
    return refused(plan_downgrade, graph, rows, target, kind);
  };
  CHECK(why("b", "c", target_problem::not_applied) == "revision 'c' is not applied");
  CHECK(why("", "a", target_problem::not_applied) == "revision 'a' is not applied");
  CHECK(why("y", "b", target_problem::nothing_above) ==
        "nothing above 'b' is applied, only revisions that depend on it");
  CHECK(why("c y", "-1", target_problem::multiple_rows) ==
        "'-1' counts from one revision, but the database is at 'c', 'y'");
  CHECK(why("c", "-5", target_problem::walked_too_far) ==
        "'-5' goes too far: there are only 3 revisions below 'c'");
  CHECK(why("", "-1", target_problem::walked_too_far) == "'-1' goes too far: nothing is applied");
  CHECK(why("x", "shop@-1", target_problem::walked_too_far) ==
        "'shop@-1' goes too far: nothing of branch 'shop' is applied");
  CHECK(why("c", "+1", target_problem::relative_not_allowed) ==
        "downgrade cannot go up from the database's revision: '+1'");
  CHECK(why("c gone", "base", target_problem::unknown_row) ==
        "the database is at 'gone', which no file has");
}

TEST_CASE("a downgrade to a branch point keeps to the branch that is named") {
  const revision_graph graph = graph_of("r -> a1 b1; z; a1 as shop");
  CHECK(down(graph, "a1 b1", "shop@r") == "a1 [b1]");
  CHECK(down(graph, "a1 b1", "r") == "a1 [b1] b1 [r]");
  CHECK(refused(plan_downgrade, graph, "a1 b1", "z@r", target_problem::not_in_branch) ==
        "'z' is not above 'r', where several branches start: 'a1', 'b1'");
}

}  // namespace test_graph_plan
