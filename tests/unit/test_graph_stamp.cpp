#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "graph/plan.h"
#include "graph/target_error.h"
#include "support/graph_text.h"

namespace test_graph_stamp {

using namespace revise::graph;
using revise::test::graph_of;
using revise::test::message_of;
using revise::test::text_of;
using revise::test::words_of;

namespace {

std::string stamped(const revision_graph& graph, std::string_view rows, std::string_view targets,
                    bool purge = false) {
  return text_of(graph,
                 plan_stamp(graph, read_rows(graph, words_of(rows)), words_of(targets), purge));
}

}  // namespace

TEST_CASE("a stamp moves the rows that are related to its target, up or down") {
  const revision_graph graph = graph_of("a1 -> a2 -> a3; b1 -> b2");
  CHECK(stamped(graph, "", "a2") == "a2");
  CHECK(stamped(graph, "a1", "a3") == "a3");
  CHECK(stamped(graph, "a3", "a1") == "a1");
  CHECK(stamped(graph, "a1 b1", "a2") == "a2 b1");
  CHECK(stamped(graph, "b2", "a2") == "a2 b2");
  CHECK(stamped(graph, "a1", "a2 b1") == "a2 b1");
  CHECK(stamped(graph, "", "heads") == "a3 b2");
}

TEST_CASE("a stamp to base takes all rows, one to the base of a branch those of the branch") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; a1 as shop");
  CHECK(stamped(graph, "a2 b1", "base") == "");
  CHECK(stamped(graph, "a2 b1", "shop@base") == "b1");
}

TEST_CASE("dependencies count as relations for a stamp") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b2 needs a2");
  CHECK(stamped(graph, "b2", "a1") == "a1");
  CHECK(stamped(graph, "a1 b1", "b2") == "b2");
}

TEST_CASE("a stamp never leaves a revision and what it needs together") {
  const revision_graph graph = graph_of("a1 -> a2; b1; b1 needs a2");
  CHECK(stamped(graph, "", "a1 a2") == "a2");
  CHECK(stamped(graph, "", "a1 a2 b1 a2") == "b1");
  CHECK(stamped(graph, "a1", "a1 a2", true) == "a2");
}

TEST_CASE("a purging stamp forgets what was there, also what no file has") {
  const revision_graph graph = graph_of("a1; b1");
  CHECK(stamped(graph, "b1 gone", "a1", true) == "a1");
  CHECK(message_of<target_error>([&] { stamped(graph, "b1 gone", "a1"); }) ==
        "the database is at 'gone', which no file has");
}

TEST_CASE("a stamp goes to absolute targets only") {
  const revision_graph graph = graph_of("a1 -> a2");
  CHECK(message_of<target_error>([&] { stamped(graph, "a1", "+1"); }) ==
        "'+1' is relative, but an absolute target is required here");
  CHECK(message_of<target_error>([&] { stamped(graph, "", "a2-1"); }) ==
        "'a2-1' is relative, but an absolute target is required here");
}

TEST_CASE("a target below a row that another target has moved is refused") {
  const revision_graph graph = graph_of("a1 -> a2 -> a3");
  CHECK(message_of<target_error>([&] { stamped(graph, "a2", "a3 a1"); }) ==
        "'a1' is below row 'a2', which another target has already moved");
}

}  // namespace test_graph_stamp
