#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "graph/rows.h"
#include "graph/target_error.h"
#include "support/graph_text.h"

namespace test_graph_rows {

using namespace revise::graph;
using revise::test::graph_of;
using revise::test::message_of;
using revise::test::text_of;

TEST_CASE("rows are read in load order, and a database without rows is at base") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2");
  const rows read = read_rows(graph, {"b1", "a2"});
  CHECK(text_of(graph, read.known) == "a2 b1");
  CHECK(read.unknown.empty());
  CHECK_FALSE(read.reduced);
  CHECK(read_rows(graph, {}).known.empty());
}

TEST_CASE("a row that another row needs is not kept") {
  const revision_graph graph = graph_of("a1 -> a2 -> a3; b1; b1 needs a2");
  const rows read = read_rows(graph, {"a1", "a3", "b1", "a2"});
  CHECK(text_of(graph, read.known) == "a3 b1");
  CHECK(read.reduced);
}

TEST_CASE("a row that is there twice is kept once") {
  const revision_graph graph = graph_of("a1");
  const rows read = read_rows(graph, {"a1", "a1"});
  CHECK(text_of(graph, read.known) == "a1");
  CHECK(read.reduced);
}

TEST_CASE("rows that no file has are kept apart, and nothing starts from there") {
  const revision_graph graph = graph_of("abcdef -> b");
  const rows read = read_rows(graph, {"zz", "b", "abcd", "head"});
  CHECK(text_of(graph, read.known) == "b");
  CHECK(read.unknown == std::vector<std::string>{"abcd", "head", "zz"});
  CHECK_FALSE(read.reduced);
  CHECK(message_of<target_error>([&] { require_known(read); }) ==
        "the database is at 'abcd', 'head', 'zz', which no file has");
}

TEST_CASE("current lists the rows and the effective heads they depend on") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2 -> b3; b2 needs a2");
  CHECK(text_of(graph, current_revisions(graph, read_rows(graph, {"b2"}))) == "a2 b2");
  CHECK(text_of(graph, current_revisions(graph, read_rows(graph, {"b1"}))) == "b1");
  CHECK(text_of(graph, current_revisions(graph, read_rows(graph, {"b1", "a1"}))) == "a1 b1");
  CHECK(current_revisions(graph, read_rows(graph, {})).empty());
}

TEST_CASE("a database is at the heads when also the effective ones are applied") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b2 needs a2; c1");
  CHECK(is_at_heads(graph, read_rows(graph, {"b2", "c1"})));
  CHECK_FALSE(is_at_heads(graph, read_rows(graph, {"b2"})));
  CHECK_FALSE(is_at_heads(graph, read_rows(graph, {"b1", "a2", "c1"})));
  CHECK_FALSE(is_at_heads(graph, read_rows(graph, {"b2", "c1", "gone"})));
  CHECK(is_at_heads(graph_of(""), rows{}));
}

TEST_CASE("the rows at a set of revisions are its maximal elements") {
  const revision_graph graph = graph_of("a -> b; b -> c1 c2");
  const std::vector<node> applied = {3, 0, 2, 1};
  CHECK(text_of(graph, rows_at(graph, applied).known) == "c1 c2");
}

}  // namespace test_graph_rows
