#include "plugin/versions.h"

#include <doctest/doctest.h>
#include <revise/migration.h>

#include "support/error_text.h"

namespace test_plugin_versions {

using namespace revise;
using revise::test::error_text;

namespace {

void nothing(operations&) {}

detail::registration at(const char* file, int line) {
  return detail::registration(nullptr, {file, line});
}

using list = std::vector<const registered*>;
using sources = std::vector<source_file>;

const sources three{{"links/1/c.cpp", "/v s/c.cpp"}, {"a.cpp", "/v s/a.cpp"}, {"b.cpp", "/b.cpp"}};

const registered a{.revision = "a",
                   .branch_labels = {"shop", "web"},
                   .message = "first",
                   .upgrade = nothing,
                   .downgrade = nothing,
                   .link = at("a.cpp", 30)};
const registered b{.revision = "b",
                   .down_revision = {"a"},
                   .message = "second",
                   .upgrade = nothing,
                   .downgrade = irreversible,
                   .link = at("b.cpp", 31)};
const registered c{.revision = "c",
                   .depends_on = {"b"},
                   .upgrade = nothing,
                   .downgrade = nothing,
                   .link = at("links/1/c.cpp", 32)};

std::string refusal(const list& migrations, const sources& files) {
  return error_text<graph_error>([&] { versions(migrations, files); });
}

}  // namespace

TEST_CASE("migrations become a graph in the order of their files, however they registered") {
  for (const list& registered_as : {list{&a, &b, &c}, list{&c, &b, &a}, list{&b, &a, &c}}) {
    const versions all(registered_as, three);
    const graph::revision_graph& graph = all.graph();
    CHECK(graph.size() == 3);
    CHECK(graph.at(0).id == "c");
    CHECK(graph.at(1).id == "a");
    CHECK(graph.at(2).id == "b");
    CHECK(&all.migration(0) == &c);
    CHECK(&all.migration(2) == &b);
    CHECK(graph.at(0).path == "/v s/c.cpp");
    CHECK(graph.at(0).line == 32);
    CHECK(graph.at(0).depends_on == std::vector<std::string>{"b"});
    CHECK(graph.at(1).branch_labels == std::vector<std::string>{"shop", "web"});
    CHECK(graph.at(1).message == "first");
    CHECK(graph.at(2).down_revision == std::vector<std::string>{"a"});
  }
}

TEST_CASE("no migrations at all are a graph, too") { CHECK(versions({}, {}).graph().size() == 0); }

TEST_CASE("a place is told by the user's path") {
  const versions all({&a, &b, &c}, three);
  CHECK(all.place({"links/1/c.cpp", 7}) == "/v s/c.cpp:7");
  CHECK(all.place({"shared/step.h", 3}) == "shared/step.h:3");
  CHECK(all.place({}) == "");
  CHECK(all.place(c.link.where) == "/v s/c.cpp:32");
}

TEST_CASE("a file that registers nothing, or twice, is told with all else that is wrong") {
  const registered again{.revision = "d",
                         .down_revision = {"missing"},
                         .upgrade = nothing,
                         .downgrade = nothing,
                         .link = at("a.cpp", 60)};
  const registered stray{
      .revision = "e", .upgrade = nothing, .downgrade = nothing, .link = at("shared/step.h", 5)};
  CHECK(refusal({&c, &a}, three) ==
        "2 problems in the versions\n"
        "  /b.cpp: registers no migration: it needs a 'const registered migration{...}' at "
        "namespace scope\n"
        "  /v s/c.cpp:32: revision 'c' depends on 'b', which no file has");
  CHECK(refusal({&a, &b, &c, &again}, three) ==
        "2 problems in the versions\n"
        "  /v s/a.cpp:60: registers a second migration 'd': a file holds one revision, and 'a' is "
        "on line 30\n"
        "  /v s/a.cpp:60: revision 'd' has the down_revision 'missing', which no file has");
  CHECK(refusal({&a, &b, &c, &stray}, three) ==
        "1 problem in the versions\n"
        "  shared/step.h:5: registers 'e' from a file that is not a migration");
}

TEST_CASE("what a revision waits for is below it, and each that is not so is told") {
  const sources files{{"a.cpp", "/v s/a.cpp"}, {"x.cpp", "/x.cpp"}, {"y.cpp", "/y.cpp"}};
  const registered good{.revision = "x",
                        .down_revision = {"a"},
                        .not_before = hours(1).after("a"),
                        .upgrade = nothing,
                        .downgrade = nothing,
                        .link = at("x.cpp", 3)};
  const registered also_good{.revision = "y",
                             .depends_on = {"x"},
                             .not_before = days(1).after("a"),
                             .upgrade = nothing,
                             .downgrade = nothing,
                             .link = at("y.cpp", 4)};
  CHECK(refusal({&a, &good, &also_good}, files) == "no error");
  const registered sibling{.revision = "x",
                           .down_revision = {"a"},
                           .not_before = hours(1).after("y"),
                           .upgrade = nothing,
                           .downgrade = nothing,
                           .link = at("x.cpp", 3)};
  const registered nobody{.revision = "y",
                          .down_revision = {"a"},
                          .not_before = hours(1).after("z"),
                          .upgrade = nothing,
                          .downgrade = nothing,
                          .link = at("y.cpp", 4)};
  CHECK(refusal({&a, &sibling, &nobody}, files) ==
        "2 problems in the versions\n"
        "  /x.cpp:3: revision 'x' waits for 'y', which it does not need: name one that it descends "
        "from or depends on\n"
        "  /y.cpp:4: revision 'y' waits for 'z', which no file has");
  const registered itself{.revision = "x",
                          .down_revision = {"a"},
                          .not_before = hours(1).after("x"),
                          .upgrade = nothing,
                          .downgrade = nothing,
                          .link = at("x.cpp", 3)};
  CHECK(refusal({&a, &itself}, {files[0], files[1]}) ==
        "1 problem in the versions\n"
        "  /x.cpp:3: revision 'x' waits for 'x', which it does not need: name one that it descends "
        "from or depends on");
}

}  // namespace test_plugin_versions
