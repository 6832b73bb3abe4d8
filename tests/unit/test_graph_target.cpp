#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "graph/target.h"
#include "support/graph_text.h"

namespace test_graph_target {

using namespace revise::graph;
using revise::test::graph_of;
using revise::test::text_of;

namespace {

std::string resolved(const revision_graph& graph, std::string_view target) {
  return text_of(graph, resolve(graph, target));
}

struct refusal {
  target_problem kind;
  std::string message;
  std::string candidates;
  std::string suggestion;
};

template <typename Act>
refusal refused(const revision_graph& graph, Act act) {
  try {
    act();
  } catch (const target_error& e) {
    return {e.kind(), e.what(), text_of(graph, e.candidates()), e.suggestion().value_or("")};
  }
  FAIL("nothing was refused");
  return {};
}

refusal refused_target(const revision_graph& graph, std::string_view target) {
  return refused(graph, [&] { resolve(graph, target); });
}

}  // namespace

TEST_CASE("base is nothing, head the one head, heads all of them") {
  const revision_graph chain = graph_of("a -> b");
  CHECK(resolved(chain, "base") == "");
  CHECK(resolved(chain, "head") == "b");
  CHECK(resolved(chain, "heads") == "b");
  const revision_graph empty = graph_of("");
  CHECK(resolved(empty, "head") == "");
  CHECK(resolved(empty, "heads") == "");
}

TEST_CASE("an effective head is not among heads, but among those of its branch") {
  const revision_graph graph = graph_of("a1 -> a2; b1 -> b2; b2 needs a2; a1 as shop");
  CHECK(resolved(graph, "heads") == "b2");
  CHECK(resolved(graph, "shop@heads") == "a2");
  CHECK(resolved(graph, "shop@head") == "a2");
  CHECK(resolved(graph, "b1@head") == "b2");
  CHECK(refused_target(graph, "head").candidates == "a2 b2");
}

TEST_CASE("a revision is named by its id, a label it declares, or the beginning of either") {
  const revision_graph graph = graph_of("ae1027a6acf2 -> ae2000000000; ae1027a6acf2 as shopping");
  for (const char* target : {"ae1027a6acf2", "shopping", "ae10", "s", "ae1"}) {
    CAPTURE(target);
    CHECK(resolved(graph, target) == "ae1027a6acf2");
  }
}

TEST_CASE("a whole id beats the ids that begin with it") {
  const revision_graph graph = graph_of("abcd -> abcde");
  CHECK(resolved(graph, "abcd") == "abcd");
  CHECK(resolved(graph, "abcde") == "abcde");
}

TEST_CASE("in a branch a beginning may be unambiguous that is not elsewhere") {
  const revision_graph graph = graph_of("aaaa1 -> x1; aaaa2 -> x2; x1 as shop");
  CHECK(resolved(graph, "shop@aaaa") == "aaaa1");
  CHECK(resolved(graph, "aaaa2@aaaa") == "aaaa2");
  const refusal everywhere = refused_target(graph, "aaaa");
  CHECK(everywhere.kind == target_problem::ambiguous);
  CHECK(everywhere.message == "'aaaa' is ambiguous: 'aaaa1', 'aaaa2'");
  CHECK(everywhere.candidates == "aaaa1 aaaa2");
}

TEST_CASE("the base of a branch is base") {
  CHECK(resolved(graph_of("a -> b; a as shop"), "shop@base") == "");
}

TEST_CASE("an unknown name comes with the one that was probably meant") {
  const revision_graph graph = graph_of("ae1027a6acf2; b as shopping");
  const refusal id = refused_target(graph, "ae1027a6acf3");
  CHECK(id.kind == target_problem::unknown);
  CHECK(id.message == "no revision or branch label 'ae1027a6acf3'");
  CHECK(id.suggestion == "ae1027a6acf2");
  const refusal branch = refused_target(graph, "shoping@head");
  CHECK(branch.kind == target_problem::unknown);
  CHECK(branch.message == "no branch 'shoping'");
  CHECK(branch.suggestion == "shopping");
  CHECK(refused_target(graph, "zzz").suggestion == "");
}

TEST_CASE("a revision of another branch is not an unknown one") {
  const revision_graph graph = graph_of("a1 -> a2; bbbb1 -> bbbb2; a1 as shop");
  const refusal one = refused_target(graph, "shop@bbbb1");
  CHECK(one.kind == target_problem::not_in_branch);
  CHECK(one.message == "revision 'bbbb1' is not in branch 'shop'");
  CHECK(one.candidates == "bbbb1");
  const refusal several = refused_target(graph, "shop@bbbb");
  CHECK(several.kind == target_problem::not_in_branch);
  CHECK(several.message == "none of 'bbbb1', 'bbbb2' is in branch 'shop'");
  CHECK(refused_target(graph, "shop@cccc").kind == target_problem::unknown);
}

TEST_CASE("head names the heads when there are several") {
  const revision_graph graph = graph_of("a -> b1 b2; c; a as shop");
  const refusal all = refused_target(graph, "head");
  CHECK(all.kind == target_problem::multiple_heads);
  CHECK(all.message == "more than one head: 'b1', 'b2', 'c'");
  CHECK(all.candidates == "b1 b2 c");
  CHECK(refused_target(graph, "shop@head").message ==
        "more than one head in branch 'shop': 'b1', 'b2'");
}

TEST_CASE("a long list of candidates is cut in the message only") {
  const revision_graph graph = graph_of("a -> b c d e f g h i j k l m");
  const refusal all = refused_target(graph, "head");
  CHECK(all.message ==
        "more than one head: 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k' and 2 more");
  CHECK(all.candidates == "b c d e f g h i j k l m");
}

TEST_CASE("what is not of the grammar says why") {
  const revision_graph graph = graph_of("a -> b");
  const auto message = [&](std::string_view target) {
    const refusal got = refused_target(graph, target);
    CHECK(got.kind == target_problem::bad_syntax);
    return got.message;
  };
  CHECK(message("") == "the target is empty");
  CHECK(message("a:b") == "'a:b' is not a target: it is a range");
  CHECK(message("@head") == "'@head' is not a target: no branch is named before the '@'");
  CHECK(message("a@") == "'a@' is not a target: nothing follows the '@'");
  CHECK(message("a b@head") == "'a b@head' is not a target: 'a b' cannot be the name of a branch");
  CHECK(message("a@b@c") == "'a@b@c' is not a target: 'b@c' cannot be the name of a revision");
  CHECK(message("a+") == "'a+' is not a target: a number is missing at its end");
  CHECK(message("a+2x") == "'a+2x' is not a target: '2x' is not a number");
  CHECK(message("a+1+1") == "'a+1+1' is not a target: '1+1' is not a number");
  CHECK(message("+0") == "'+0' is not a target: zero steps lead nowhere");
  CHECK(message("a\n") == "'a\\x0a' is not a target: 'a\\x0a' cannot be the name of a revision");
}

TEST_CASE("where an absolute target is needed a relative one is refused as such") {
  const revision_graph graph = graph_of("a -> b");
  for (const char* target : {"+1", "-1", "b-1", "a+1", "a@+1"}) {
    CAPTURE(target);
    const refusal got = refused_target(graph, target);
    CHECK(got.kind == target_problem::relative_not_allowed);
    CHECK(got.message ==
          "'" + std::string(target) + "' is relative, but an absolute target is required here");
  }
  CHECK(refused_target(graph, "current").message ==
        "'current' is the position of a database, not a revision");
}

TEST_CASE("show takes steps, from each head or from a revision, and current") {
  const revision_graph graph = graph_of("a1 -> a2 -> a3; b1 -> b2; b1 as shop");
  const rows at = read_rows(graph, {"a2"});
  const auto shown = [&](std::string_view target) {
    return text_of(graph, resolve_shown(graph, target, &at));
  };
  CHECK(shown("heads") == "a3 b2");
  CHECK(shown("-1") == "a2 b1");
  CHECK(shown("shop@-1") == "b1");
  CHECK(shown("a3-2") == "a1");
  CHECK(shown("a1+1") == "a2");
  CHECK(shown("base") == "");
  CHECK(shown("b1-1") == "");
  CHECK(shown("current") == "a2");
  CHECK(shown("current-1") == "a1");
  CHECK(shown("current+1") == "a3");
  CHECK(shown("shop@current") == "");
  CHECK(refused(graph, [&] { resolve_shown(graph, "current", nullptr); }).kind ==
        target_problem::relative_not_allowed);
  CHECK(refused(graph, [&] { resolve_shown(graph, "+1", &at); }).message ==
        "'+1' does not say where to count from");
}

TEST_CASE("only a target that says current asks the database") {
  for (const char* target : {"current", "current+1", "-3:current", "current:", "a:current-1"}) {
    CAPTURE(target);
    CHECK(is_asking_the_database(target));
  }
  for (const char* target : {"", "head", "currently", "current@head", "a:b", "-1:", ":"}) {
    CAPTURE(target);
    CHECK_FALSE(is_asking_the_database(target));
  }
}

}  // namespace test_graph_target
