#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "graph/revision_graph.h"
#include "support/graph_text.h"

namespace test_graph_load_error {

using revise::graph::load_error;
using revise::graph::revision;
using revise::graph::revision_graph;
using revise::test::message_of;
using revise::test::revisions_of;

namespace {

using texts = std::vector<std::string>;

texts problems_of(const std::vector<revision>& revisions) {
  try {
    const revision_graph graph(revisions);
  } catch (const load_error& refused) {
    return refused.problems();
  }
  return {};
}

texts problems_of(const char* text) { return problems_of(revisions_of(text)); }

}  // namespace

TEST_CASE("a cycle is shown as the way around, with the files on it") {
  CHECK(problems_of("a -> b -> a") ==
        texts{"/v/a.cpp:1: cycle through down_revision: a -> b -> a (b is in /v/b.cpp:1)"});
  CHECK(problems_of("x -> b; a -> b -> c -> a; c -> y") ==
        texts{"/v/b.cpp:1: cycle through down_revision: b -> c -> a -> b (c is in /v/c.cpp:1, a is "
              "in /v/a.cpp:1)"});
}

TEST_CASE("of revisions tangled in several cycles one is shown, and each tangle is") {
  CHECK(problems_of("a -> b; b -> a c; c -> b; x -> y -> x").size() == 2);
}

TEST_CASE("a cycle that a dependency closes says so") {
  CHECK(problems_of("a -> b -> c; a needs c") ==
        texts{"/v/c.cpp:1: cycle through depends_on: c -> a -> b -> c (a is in /v/a.cpp:1, b is in "
              "/v/b.cpp:1)"});
  CHECK(problems_of("a needs b; b needs a") ==
        texts{"/v/b.cpp:1: cycle through depends_on: b -> a -> b (a is in /v/a.cpp:1)"});
}

TEST_CASE("a revision that names itself is told apart from a cycle") {
  CHECK(problems_of("a -> a; b needs b") ==
        texts{"/v/a.cpp:1: revision 'a' names itself in down_revision",
              "/v/b.cpp:1: revision 'b' names itself in depends_on"});
}

TEST_CASE("a missing parent is named, with what was probably meant") {
  std::vector<revision> revisions = revisions_of("ae1027a6acf2 -> b");
  revisions[1].down_revision = {"ae1027a6acf3"};
  CHECK(problems_of(revisions) ==
        texts{"/v/b.cpp:1: revision 'b' has the down_revision 'ae1027a6acf3', which no file has, "
              "did you mean 'ae1027a6acf2'?"});
}

TEST_CASE("the revision itself is not what was probably meant") {
  std::vector<revision> revisions = revisions_of("ae1027a6acf2");
  revisions[0].down_revision = {"ae1027a6acf3"};
  CHECK(problems_of(revisions) ==
        texts{"/v/ae1027a6acf2.cpp:1: revision 'ae1027a6acf2' has the down_revision "
              "'ae1027a6acf3', which no file has"});
}

TEST_CASE("a parent is not named by its label") {
  std::vector<revision> revisions = revisions_of("a -> b; a as shop");
  revisions[1].down_revision = {"shop"};
  CHECK(problems_of(revisions) == texts{"/v/b.cpp:1: revision 'b' has the down_revision 'shop', "
                                        "which is a branch label, not a revision id"});
}

TEST_CASE("a dependency that is missing, and one that is ambiguous, are two things") {
  CHECK(problems_of("aaaa1; aaaa2; b needs aaaa zzz") ==
        texts{"/v/b.cpp:1: revision 'b' depends on 'aaaa', which is ambiguous: 'aaaa1', 'aaaa2'",
              "/v/b.cpp:1: revision 'b' depends on 'zzz', which no file has"});
}

TEST_CASE("an id that is there twice names both files") {
  std::vector<revision> revisions = revisions_of("a; b");
  revisions[1].id = "a";
  CHECK(problems_of(revisions) ==
        texts{"/v/b.cpp:1: revision 'a' is defined twice, first in /v/a.cpp:1"});
}

TEST_CASE("ids and labels that are empty, illegal or reserved are refused") {
  std::vector<revision> revisions = revisions_of("a; b; c");
  revisions[0].id = "";
  revisions[1].id = "a@b";
  revisions[2].id = "head";
  revisions[2].branch_labels = {"", "a b", "current"};
  CHECK(problems_of(revisions) ==
        texts{
            "/v/a.cpp:1: a revision has an empty id",
            "/v/b.cpp:1: 'a@b' is not a revision id: 1 to 255 letters, digits, '_' and '.'",
            "/v/c.cpp:1: 'head' is reserved and cannot be a revision id",
            "/v/c.cpp:1: revision 'head' has an empty branch label",
            "/v/c.cpp:1: 'a b' is not a branch label: 1 to 255 letters, digits, '_' and '.'",
            "/v/c.cpp:1: 'current' is reserved and cannot be a branch label",
        });
}

TEST_CASE("a label belongs to one revision, and is no id") {
  CHECK(problems_of("a as shop; b as shop") ==
        texts{"/v/b.cpp:1: branch label 'shop' of revision 'b' is already used by revision 'a' in "
              "/v/a.cpp:1"});
  CHECK(problems_of("a as shop shop") ==
        texts{"/v/a.cpp:1: revision 'a' has the branch label 'shop' twice"});
  CHECK(problems_of("a; b as a") ==
        texts{"/v/b.cpp:1: branch label 'a' of revision 'b' is also the id of a revision in "
              "/v/a.cpp:1"});
}

TEST_CASE("what is wrong is said all at once") {
  std::vector<revision> revisions = revisions_of("a -> b -> a; c -> d");
  revisions[2].depends_on = {"nowhere"};
  revisions[3].id = "base";
  CHECK(problems_of(revisions).size() == 3);
  CHECK(message_of<load_error>([&] { const revision_graph graph(revisions); }) ==
        "3 problems in the migrations");
  CHECK(message_of<load_error>([] { const revision_graph graph(revisions_of("a -> a")); }) ==
        "a problem in the migrations");
}

TEST_CASE("without a path a problem has no place in front") {
  revision alone;
  alone.id = "a b";
  CHECK(problems_of({alone, alone}) ==
        texts{"'a b' is not a revision id: 1 to 255 letters, digits, '_' and '.'",
              "'a b' is not a revision id: 1 to 255 letters, digits, '_' and '.'"});
}

TEST_CASE("what cannot be printed is shown escaped") {
  revision odd;
  odd.id = "a\x1b[2J\n";
  CHECK(problems_of({odd}) ==
        texts{R"('a\x1b[2J\x0a' is not a revision id: 1 to 255 letters, digits, '_' and '.')"});
}

}  // namespace test_graph_load_error
