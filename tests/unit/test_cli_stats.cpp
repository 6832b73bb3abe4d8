#include "cli/stats.h"

#include <doctest/doctest.h>

#include <cmath>
#include <regex>
#include <string>

namespace test_cli_stats {

using revise::tool::stats;

namespace {

// The table without its times, which always differ.
std::string names_of(stats& times) {
  return std::regex_replace(times.table(), std::regex(" *-?[0-9.]+ ms +-?[0-9.]+ %  "), "");
}

double milliseconds_of(stats& times, const std::string& name) {
  const std::string table = times.table();
  const std::size_t at = table.find("  " + name);
  const std::size_t line = table.rfind('\n', at) + 1;
  return std::stod(table.substr(line, at - line));
}

void pass(double milliseconds) {
  const auto end = stats::clock::now() + std::chrono::duration<double, std::milli>(milliseconds);
  while (stats::clock::now() < end) {
  }
}

}  // namespace

TEST_CASE("what is not turned on measures nothing") {
  stats times;
  const stats::phase one = times.measure("one");
  times.give("two", 1);
  CHECK(!times.is_on());
}

TEST_CASE("phases are listed in the order in which they were first open") {
  stats times;
  times.turn_on();
  {
    const stats::phase outer = times.measure("outer");
    { const stats::phase inner = times.measure("inner"); }
    { const stats::phase inner = times.measure("inner"); }
  }
  { const stats::phase after = times.measure("after"); }
  CHECK(names_of(times) == "start\nouter\ninner, 2 times\nafter\neverything else\ntotal");
}

TEST_CASE("a moment counts for the innermost phase alone") {
  stats times;
  times.turn_on();
  {
    const stats::phase outer = times.measure("outer");
    const stats::phase inner = times.measure("inner");
    pass(20);
  }
  const double inner = milliseconds_of(times, "inner");
  CHECK(inner >= 20);
  double sum = inner;
  for (const char* name : {"start", "outer", "everything else"})
    sum += milliseconds_of(times, name);
  // Each of the five is rounded. If a time were counted twice, the difference would be 20.
  CHECK(std::abs(milliseconds_of(times, "total") - sum) < 10);
}

TEST_CASE("what a phase gives away it has no more") {
  stats times;
  times.turn_on();
  {
    const stats::phase build = times.measure("build");
    times.give("link", 3600);
  }
  CHECK(names_of(times) == "start\nbuild\nlink\neverything else\ntotal");
  CHECK(milliseconds_of(times, "link") == 3600000);
  CHECK(milliseconds_of(times, "build") < 0);
  CHECK(milliseconds_of(times, "total") < 3600000);
}

TEST_CASE("a phase that fails ends as any other") {
  stats times;
  times.turn_on();
  try {
    const stats::phase failing = times.measure("failing");
    throw 1;
  } catch (int) {
    const stats::phase told = times.measure("told");
  }
  CHECK(names_of(times) == "start\nfailing\ntold\neverything else\ntotal");
}

}  // namespace test_cli_stats
