#include "review/waiting.h"

#include <doctest/doctest.h>

#include "support/graph_text.h"

namespace test_engine_waiting {

using namespace revise;
using revise::test::graph_of;

TEST_CASE("a length of time is told in the largest unit that it is a number of") {
  const auto text = [](duration length) { return length_text(length.milliseconds()); };
  CHECK(text(days(7)) == "7 days");
  CHECK(text(days(1)) == "1 day");
  CHECK(text(hours(24)) == "1 day");
  CHECK(text(hours(36)) == "36 hours");
  CHECK(text(minutes(90)) == "90 minutes");
  CHECK(text(seconds(61)) == "61 seconds");
  CHECK(text(seconds(1)) == "1 second");
  CHECK(text(milliseconds(1500)) == "1500 ms");
  CHECK(text(milliseconds(0)) == "0 ms");
}

TEST_CASE("a wait is told with its end where that is known") {
  const graph::revision_graph graph = graph_of("a -> b");
  waiting_revision b{
      .revision = *graph.find("b"), .after = *graph.find("a"), .milliseconds = 60'000, .until = {}};
  CHECK(wait_text(graph, b) ==
        "not before 1 minute after 'a' was applied, and the log does not show when");
  b.in_plan = true;
  CHECK(wait_text(graph, b) ==
        "not before 1 minute after 'a' was applied, which has not happened yet");
  b.in_plan = false;
  b.until = "2026-11-28 17:02:31";
  CHECK(wait_text(graph, b) ==
        "not before 2026-11-28 17:02:31 UTC, 1 minute after 'a' was applied");
}

}  // namespace test_engine_waiting
