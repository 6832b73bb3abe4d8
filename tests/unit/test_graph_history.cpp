#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "graph/history.h"
#include "graph/target_error.h"
#include "support/graph_text.h"

namespace test_graph_history {

using namespace revise::graph;
using revise::test::graph_of;
using revise::test::message_of;
using revise::test::text_of;
using revise::test::words_of;

namespace {

std::string listed(const revision_graph& graph, std::string_view range,
                   std::string_view rows = "") {
  return text_of(graph, history(graph, range, read_rows(graph, words_of(rows))));
}

std::string refused(const revision_graph& graph, std::string_view range,
                    std::string_view rows = "") {
  return message_of<target_error>([&] { listed(graph, range, rows); });
}

}  // namespace

TEST_CASE("history lists the newest first, all of it without a range") {
  const revision_graph graph = graph_of("a -> b; b -> c1 c2; c1 c2 -> d; x");
  CHECK(listed(graph, "") == "d c1 c2 x b a");
  CHECK(listed(graph, ":") == "d c1 c2 x b a");
  CHECK(listed(graph_of(""), "") == "");
}

TEST_CASE("a range includes both of its ends") {
  const revision_graph graph = graph_of("a -> b -> c -> d");
  CHECK(listed(graph, "b:c") == "c b");
  CHECK(listed(graph, "b:") == "d c b");
  CHECK(listed(graph, ":b") == "b a");
  CHECK(listed(graph, "base:b") == "b a");
  CHECK(listed(graph, "c:c") == "c");
}

TEST_CASE("steps in a range count from its other end, and stop at the last revision") {
  const revision_graph graph = graph_of("a -> b -> c -> d");
  CHECK(listed(graph, "-1:") == "d c");
  CHECK(listed(graph, "-9:") == "d c b a");
  CHECK(listed(graph, "-1:c") == "c b");
  CHECK(listed(graph, "b:+1") == "c b");
  CHECK(listed(graph, "b:+9") == "d c b");
  CHECK(listed(graph, ":+2") == "b a");
  CHECK(listed(graph, "c-1:d") == "d c b");
  CHECK(listed(graph, ":head-2") == "b a");
}

TEST_CASE("current is where the database is, at either end or both") {
  const revision_graph graph = graph_of("a -> b -> c -> d -> e");
  CHECK(listed(graph, "-1:current", "c") == "c b");
  CHECK(listed(graph, "-3:current", "c") == "c b a");
  CHECK(listed(graph, "current:", "c") == "e d c");
  CHECK(listed(graph, "current:+1", "c") == "d c");
  CHECK(listed(graph, "current:current", "c") == "c");
  CHECK(listed(graph, ":current", "b") == "b a");
  CHECK(listed(graph, "current-1:current+1", "c") == "d c b");
}

TEST_CASE("a database without rows is at base, for a range too") {
  const revision_graph graph = graph_of("a -> b");
  CHECK(listed(graph, ":current") == "");
  CHECK(listed(graph, "current:") == "b a");
  CHECK(listed(graph, "current:+1") == "a");
  CHECK(listed(graph, "-2:current") == "");
}

TEST_CASE("a database with several rows has them all at an end") {
  const revision_graph graph = graph_of("r -> a1 -> a2; r -> b1 -> b2");
  CHECK(listed(graph, "current:", "a1 b1") == "a2 a1 b2 b1");
  CHECK(listed(graph, ":current", "a1 b1") == "a1 b1 r");
  CHECK(listed(graph, "-1:current", "a1 b1") == "a1 b1 r");
}

TEST_CASE("from base a range shows what is needed, from elsewhere only what descends") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2 -> b3; b2 needs a2; b1 as shop");
  CHECK(listed(graph, ":b3") == "b3 b2 b1 a2 a1");
  CHECK(listed(graph, "b1:b3") == "b3 b2 b1");
  CHECK(listed(graph, "shop@base:") == "b3 b2 b1 a2 a1");
  CHECK(listed(graph, "shop@b1:") == "b3 b2 b1");
}

TEST_CASE("a branch in the start keeps the range to it, up to an effective head") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b2 needs a2; c1; a1 as shop");
  CHECK(listed(graph, "shop@base:") == "a2 a1");
  CHECK(listed(graph, "shop@base:heads") == "a2 a1");
  CHECK(listed(graph, "c1@base:") == "c1");
}

TEST_CASE("a range that leaves out what lies between still lists in order") {
  // z needs y, and y needs x: y is on another branch, x and z are not.
  const revision_graph graph = graph_of("r -> x; r -> z; y; y needs x; z needs y");
  CHECK(listed(graph, "r:") == "z x r");
}

TEST_CASE("what is not a range says why") {
  const revision_graph graph = graph_of("a -> b; x -> y");
  CHECK(refused(graph, "a") == "'a' is not a range of the form start:end, start: or :end");
  CHECK(refused(graph, "a:b:c") == "'a:b:c' has more than one ':'");
  CHECK(refused(graph, "x:b") == "'x:b' is not a range: 'x' is not below its end");
  CHECK(refused(graph, "b:a") == "'b:a' is not a range: 'b' is not below its end");
  CHECK(refused(graph, "-1:+1") == "'-1:+1' does not say where to count from");
  CHECK(refused(graph, "+1:") == "'+1:' does not say where to count from");
  CHECK(refused(graph, "a:-1") == "'a:-1' ends before it starts");
  CHECK(refused(graph, "zz:") == "no revision or branch label 'zz'");
  CHECK(refused(graph, "current:", "gone") == "the database is at 'gone', which no file has");
  CHECK(refused(graph, ":+1") == "'+1' is ambiguous: above base are 'a', 'x'");
}

TEST_CASE("rows that no file has do not matter where nobody asks for them") {
  const revision_graph graph = graph_of("a -> b");
  CHECK(listed(graph, "a:", "gone") == "b a");
}

}  // namespace test_graph_history
