#include "review/unrun.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "graph/plan.h"
#include "graph/traversal.h"
#include "support/graph_text.h"
#include "support/random_graph.h"

namespace test_engine_unrun {

using namespace revise;
using revise::test::graph_of;
using revise::test::random_numbers;

namespace {

using events = std::vector<logged_event>;

// A log as revise writes it.
class log_text {
 public:
  log_text& run(const std::string& id, std::optional<std::string> parents = {}) {
    return add(id, "upgrade", std::move(parents));
  }
  log_text& undo(const std::string& id) { return add(id, "downgrade", {}); }
  log_text& stamp(const std::string& id) { return add(id, "stamp", {}); }
  log_text& accept(const std::string& id) { return add(id, "accept", {}); }
  log_text& add(const std::string& id, const std::string& direction,
                std::optional<std::string> parents, bool is_removal = false) {
    std::erase_if(all_, [&](const logged_event& e) {
      return e.revision == id && e.direction == direction && e.is_removal == is_removal;
    });
    all_.push_back({.id = ++last_,
                    .revision = id,
                    .direction = direction,
                    .is_removal = is_removal,
                    .started_at = "2026-11-21T09:15:40.123Z",
                    .source_hash = {},
                    .parents = std::move(parents)});
    return *this;
  }
  const events& all() const { return all_; }

 private:
  events all_;
  long long last_ = 0;
};

std::vector<unrun_revision> unrun(const graph::revision_graph& graph,
                                  const std::vector<std::string>& rows, const log_text& log) {
  return unrun_revisions(graph, rows, graph::read_rows(graph, rows), log.all());
}

// For example "d, e?": the revisions that never ran, with a question mark if it is only likely.
std::string text_of(const graph::revision_graph& graph, const std::vector<std::string>& rows,
                    const log_text& log) {
  std::string text;
  for (const unrun_revision& one : unrun(graph, rows, log)) {
    text += (text.empty() ? "" : ", ") + graph.at(one.revision).id + (one.is_certain ? "" : "?");
  }
  return text;
}

std::string because(const graph::revision_graph& graph, const std::vector<std::string>& rows,
                    const log_text& log) {
  const std::vector<unrun_revision> found = unrun(graph, rows, log);
  REQUIRE(found.size() == 1);
  const never_ran_error said(graph, found);
  CHECK(said.problems() == std::vector<std::string>{found[0].because});
  return std::string(said.what()) + ": " + found[0].because;
}

}  // namespace

TEST_CASE("parents are logged in the order in which the migration names them") {
  const auto graph = graph_of("a -> b; a -> c; b c -> d");
  CHECK(logged_parents(graph, *graph.find("a")).empty());
  CHECK(logged_parents(graph, *graph.find("b")) == "a");
  CHECK(logged_parents(graph, *graph.find("d")) == "b,c");
}

TEST_CASE("what was put below something that ran is found, with the run that shows it") {
  const log_text log = log_text().run("a", "").run("b", "a").run("c", "b");
  CHECK(text_of(graph_of("a -> b; b -> c"), {"c"}, log).empty());
  const auto spliced = graph_of("a -> d; d -> b; b -> c");
  CHECK(because(spliced, {"c"}, log) ==
        "revision 'd' counts as applied, but never ran here: 'b' ran on 2026-11-21 09:15:40 UTC, "
        "when its parent was 'a'; now it is 'd'");
  const auto chain = graph_of("a -> d; d -> e; e -> b; b -> c");
  CHECK(text_of(chain, {"c"}, log) == "d, e");
  CHECK(unrun(chain, {"c"}, log)[0].because ==
        "'b' ran on 2026-11-21 09:15:40 UTC, when its parent was 'a'; now it is 'e', above 'd'");
  const auto below = graph_of("d -> a; a -> b; b -> c");
  CHECK(because(below, {"c"}, log) ==
        "revision 'd' counts as applied, but never ran here: 'a' ran on 2026-11-21 09:15:40 UTC, "
        "when it had no parent; now it is 'd'");
  const auto merged = graph_of("a -> b; a -> d; b d -> c");
  CHECK(because(merged, {"c"}, log) ==
        "revision 'd' counts as applied, but never ran here: 'c' ran on 2026-11-21 09:15:40 UTC, "
        "when its parent was 'b'; now they are 'b', 'd'");
  // d is not applied, so it is not reported.
  CHECK(text_of(graph_of("a -> b; b -> c; a -> d"), {"c"}, log).empty());
}

TEST_CASE("a dependency that was written in later is found") {
  const log_text log = log_text().run("a", "").run("s", "").run("b", "a");
  CHECK(text_of(graph_of("a; s -> t; a -> b; b needs t"), {"b", "s"}, log) == "t");
}

TEST_CASE("what was run, stamped or accepted since is there") {
  const auto graph = graph_of("a -> d; d -> b; b -> c");
  const log_text log = log_text().run("a", "").run("b", "a").run("c", "b");
  CHECK(text_of(graph, {"c"}, log_text(log).run("d", "a")).empty());
  CHECK(text_of(graph, {"c"}, log_text(log).accept("d")).empty());
  CHECK(text_of(graph, {"c"}, log_text(log).stamp("d")).empty());
  CHECK(text_of(graph, {"c"}, log_text(log).stamp("c")).empty());
  CHECK(text_of(graph, {"c"}, log_text(log).stamp("a")) == "d");
  CHECK(text_of(graph, {"c"}, log_text(log).add("d", "stamp", "a", true)) == "d");
}

TEST_CASE("what was undone and put below what ran is found, until it runs again") {
  log_text log;
  log.run("a", "").run("d", "a").undo("d").run("b", "a");
  const auto graph = graph_of("a -> d; d -> b");
  CHECK(because(graph, {"b"}, log) ==
        "revision 'd' counts as applied, but was undone here: 'b' ran on 2026-11-21 09:15:40 UTC, "
        "when its parent was 'a'; now it is 'd'");
  CHECK(text_of(graph, {"b"}, log.run("d", "a")).empty());
  // Down and up again: only the last upgrade counts.
  log_text again;
  again.run("a", "").run("b", "a").undo("b").run("d", "a").run("b", "d");
  CHECK(text_of(graph, {"b"}, again).empty());
  log_text stamped;
  stamped.run("a", "").stamp("d").undo("d").run("b", "a");
  CHECK(text_of(graph, {"b"}, stamped) == "d");
}

TEST_CASE("nothing is said where the log begins above, is empty, or another tool has rows") {
  CHECK(text_of(graph_of("a -> d; d -> b"), {"b"}, log_text()).empty());
  // Another tool ran a, and perhaps d too.
  CHECK(text_of(graph_of("a -> d; d -> b"), {"b"}, log_text().run("b", "a")).empty());
  CHECK(text_of(graph_of("a -> b; b -> c; c -> d"), {"d"}, log_text().run("d", "c")).empty());
  // Another tool ran another branch, and the first revision that revise ran was later made to
  // depend on it.
  const auto depends = graph_of("p; r -> q; p -> x; x needs r");
  CHECK(text_of(depends, {"q", "x"}, log_text().run("x", "p")).empty());
  CHECK(text_of(depends, {"x"}, log_text().run("x", "p")).empty());
  // The revision has its own row and no entry: another tool ran it.
  CHECK(text_of(graph_of("a -> d; d -> b"), {"b", "d"}, log_text().run("a", "").run("b", "a"))
            .empty());
}

TEST_CASE("a history whose files were replaced is not known to lack something") {
  const log_text log = log_text().run("a", "").run("p", "a").run("x", "p");
  CHECK(text_of(graph_of("a -> q; q -> x"), {"x"}, log).empty());
  const log_text old = log_text().run("a").run("p").run("x");
  CHECK(text_of(graph_of("a -> q; q -> x"), {"x"}, old).empty());
  CHECK(text_of(graph_of("a -> q; q -> x"), {"x"}, log_text().run("p").run("a").run("x")) == "q?");
}

TEST_CASE("without parents it is likely where entries stand below and above") {
  const log_text log = log_text().run("a").run("b").run("c");
  CHECK(because(graph_of("a -> d; d -> b; b -> c"), {"c"}, log) ==
        "revision 'd' counts as applied, but probably never ran here: 'b' ran on 2026-11-21 "
        "09:15:40 UTC, after 'a', and the log has no entry for 'd' in between");
  CHECK(text_of(graph_of("d -> a; a -> b; b -> c"), {"c"}, log).empty());
  CHECK(text_of(graph_of("a -> b; b -> c; c -> d"), {"d"}, log).empty());
  // A later run that found the revision applied does not change that.
  log_text later = log;
  CHECK(text_of(graph_of("a -> d; d -> b; b -> c; c -> e"), {"e"}, later.run("e", "c")) == "d?");
}

TEST_CASE("what a stamp covered, and was put on top of it later, is not taken for unrun") {
  log_text log;
  log.add("x", "stamp", "r").run("z", "x");
  CHECK(text_of(graph_of("a -> r; r -> x; x -> z"), {"z"}, log).empty());
  CHECK(text_of(graph_of("a -> x; x -> r; r -> z"), {"z"}, log).empty());
}

namespace {

// Databases and the files that they share, with the revisions that really ran in each.
class model {
 public:
  model(std::uint32_t seed, bool stamps) : random_(seed), stamps_(stamps), databases_(3) {}

  void step() {
    database& here = databases_[random_.below(3)];
    switch (random_.below(12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return create();
      case 4:
        return change([this](graph::revision& moved) {
          moved.down_revision = {any().id};
          if (random_.below(12) == 0) moved.down_revision.clear();
        });
      case 5:
        return change([this](graph::revision& changed) { changed.depends_on = {any().id}; });
      case 6:
        if (stamps_ && random_.below(8) == 0) stamp(here);
        return;
      case 7:
        return downgrade(here);
      case 8:
        return settle(here);
      default:
        return upgrade(here);
    }
  }

  void check() {
    const graph::revision_graph now = graph();
    for (const database& here : databases_) {
      const std::vector<unrun_revision> found = unrun_in(now, here);
      const graph::node_set applied = applied_in(now, here);
      for (const unrun_revision& one : found) {
        CAPTURE(now.at(one.revision).id);
        CHECK(one.is_certain);
        CHECK(applied.contains(one.revision));
        CHECK_FALSE(here.ran.contains(now.at(one.revision).id));
        ++certain;
      }
      for (const graph::node n : applied.members()) {
        if (here.ran.contains(now.at(n).id) || is_in(found, n)) continue;
        CAPTURE(now.at(n).id);
        CHECK(is_below_stamp(now, n, here));
        ++hidden;
      }
    }
  }

  std::size_t size() const { return files_.size(); }
  int certain = 0;
  int hidden = 0;  ///< hidden by a stamp

 private:
  struct database {
    std::vector<std::string> rows;
    log_text log;
    std::set<std::string> ran;  // or exists, because a stamp says so
    std::vector<std::string> stamped;
  };

  graph::revision_graph graph() const { return graph::revision_graph(files_); }

  graph::revision& any() {
    return files_[random_.below(static_cast<std::uint32_t>(files_.size()))];
  }

  static std::vector<unrun_revision> unrun_in(const graph::revision_graph& now,
                                              const database& here) {
    return unrun(now, here.rows, here.log);
  }

  static graph::node_set applied_in(const graph::revision_graph& now, const database& here) {
    return ancestors(now, graph::read_rows(now, here.rows).known, graph::edges::needs);
  }

  static void set_applied(const graph::revision_graph& now, database& here,
                          const graph::node_set& applied) {
    here.rows = graph::ids_of(now, graph::rows_at(now, applied.members()).known);
  }

  void create() {
    graph::revision made;
    made.id = "r" + std::to_string(files_.size());
    if (!files_.empty() && random_.below(12) != 0) {
      const std::size_t reach = std::min<std::size_t>(files_.size(), 6);
      made.down_revision.push_back(
          files_[files_.size() - 1 - random_.below(static_cast<std::uint32_t>(reach))].id);
      const std::string other = any().id;
      if (random_.below(6) == 0 && other != made.down_revision[0]) {
        made.down_revision.push_back(other);
      }
    }
    files_.push_back(made);
  }

  // Moves any revision to any place, even one that ran in a database. Revisions that are known only
  // by a stamp of a revision above them are not moved.
  void change(const std::function<void(graph::revision&)>& make) {
    if (files_.size() < 3) return;
    const std::vector<graph::revision> before = files_;
    graph::revision& changed = any();
    const graph::revision_graph now = graph();
    for (const database& here : databases_) {
      if (is_below_stamp(now, *now.find(changed.id), here)) return;
    }
    make(changed);
    try {
      graph();
    } catch (const error&) {
      files_ = before;
    }
  }

  static bool is_below_stamp(const graph::revision_graph& now, graph::node n,
                             const database& here) {
    const graph::node_set above = descendants(now, {&n, 1}, graph::edges::needs);
    return std::any_of(here.stamped.begin(), here.stamped.end(),
                       [&](const std::string& id) { return above.contains(*now.find(id)); });
  }

  // Upgrades as revise does: not at all if a revision is known to have never run; otherwise by some
  // of the steps.
  void upgrade(database& here) {
    if (files_.empty()) return;
    const graph::revision_graph now = graph();
    if (!unrun_in(now, here).empty()) return;
    graph::node_set applied = applied_in(now, here);
    const graph::plan plan = graph::plan_upgrade(now, graph::read_rows(now, here.rows), any().id);
    for (const graph::step& step : plan.steps) {
      if (random_.below(10) == 0) break;
      run(now, here, step.revision);
      applied.insert(step.revision);
    }
    set_applied(now, here, applied);
  }

  void run(const graph::revision_graph& now, database& here, graph::node n) {
    here.log.run(now.at(n).id, logged_parents(now, n));
    here.ran.insert(now.at(n).id);
  }

  void downgrade(database& here) {
    if (files_.empty()) return;
    const graph::revision_graph now = graph();
    if (!unrun_in(now, here).empty()) return;
    graph::node_set applied = applied_in(now, here);
    try {
      for (const graph::step& step :
           graph::plan_downgrade(now, graph::read_rows(now, here.rows), any().id).steps) {
        if (random_.below(6) == 0) break;
        here.log.undo(now.at(step.revision).id);
        here.ran.erase(now.at(step.revision).id);
        applied.erase(step.revision);
      }
    } catch (const error&) {
      return;
    }
    set_applied(now, here, applied);
  }

  void stamp(database& here) {
    if (files_.empty()) return;
    const graph::revision_graph now = graph();
    const graph::node n = *now.find(any().id);
    graph::node_set applied = applied_in(now, here);
    if (applied.contains(n)) return;
    for (const graph::node below : ancestors(now, {&n, 1}, graph::edges::needs).members()) {
      applied.insert(below);
      here.ran.insert(now.at(below).id);
    }
    here.log.add(now.at(n).id, "stamp", logged_parents(now, n));
    here.stamped.push_back(now.at(n).id);
    set_applied(now, here, applied);
  }

  // Models upgrade --unrun, or accept --ran.
  void settle(database& here) {
    const graph::revision_graph now = graph();
    const std::vector<unrun_revision> found = unrun_in(now, here);
    if (found.empty()) return;
    const graph::node n = found.front().revision;
    if (random_.below(2) == 0) return run(now, here, n);
    here.log.accept(now.at(n).id);
    here.ran.insert(now.at(n).id);
  }

  random_numbers random_;
  bool stamps_;
  std::vector<graph::revision> files_;
  std::vector<database> databases_;
};

}  // namespace

TEST_CASE(
    "with random rebases, dependencies and stamps, what never ran is found and nothing else") {
  int certain = 0;
  for (const bool stamps : {false, true}) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
      CAPTURE(seed);
      CAPTURE(stamps);
      model world(seed, stamps);
      const std::size_t size = seed == 0 ? 200 : 40;
      for (int i = 0; world.size() < size; ++i) {
        world.step();
        if (size == 40 || i % 20 == 0) world.check();
      }
      certain += world.certain;
      if (!stamps) CHECK(world.hidden == 0);
    }
  }
  CHECK(certain > 500);
}

}  // namespace test_engine_unrun
