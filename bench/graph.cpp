// Measures the time that the graph takes for histories of a given size and shape.
//
//     bench_graph SHAPE SIZE RUNS     prints a line for each operation: its name, then the
//                                     milliseconds of processor time of each run, including loading
//     bench_graph SHAPE SIZE list     prints the history itself, in load order: "ID PARENT…" per
//                                     line; then "rows ID…", the version rows after half of an
//                                     upgrade
//
// SHAPE, and what SIZE counts: chain (revisions), comb (branches of 4), forest (bases of 10),
// ladder (diamonds).
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/history.h"
#include "graph/plan.h"
#include "graph/revision_graph.h"
#include "graph/rows.h"

namespace {

using namespace revise::graph;

class shape {
 public:
  std::string add(std::vector<std::string> parents) {
    revision r;
    r.id = new_id();
    r.down_revision = std::move(parents);
    r.message = "add a table";
    r.path = "/srv/shop/migrations/versions/" + r.id + "_add_a_table.cpp";
    revisions_.push_back(std::move(r));
    return revisions_.back().id;
  }

  /// Adds `length` revisions above `below`, and returns the last one.
  std::string line(std::string below, int length) {
    for (int i = 0; i < length; ++i) below = add({below});
    return below;
  }

  const std::vector<revision>& revisions() const { return revisions_; }

 private:
  // 12 hexadecimal digits in no order, as in random ids, but equal in every run (splitmix64).
  std::string new_id() {
    std::uint64_t x = ++count_ * 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return fmt::format("{:012x}", (x ^ (x >> 31)) & 0xffffffffffffULL);
  }

  std::vector<revision> revisions_;
  std::uint64_t count_ = 0;
};

shape chain(int revisions) {
  shape made;
  made.line(made.add({}), revisions - 1);
  return made;
}

// Branches of 4 on one base, merged in pairs until one head is left.
shape comb(int branches) {
  shape made;
  const std::string base = made.add({});
  std::vector<std::string> tops;
  tops.reserve(static_cast<std::size_t>(branches));
  for (int i = 0; i < branches; ++i) tops.push_back(made.line(base, 4));
  while (tops.size() > 1) {
    std::vector<std::string> merged;
    for (std::size_t i = 0; i + 1 < tops.size(); i += 2) {
      merged.push_back(made.add({tops[i], tops[i + 1]}));
    }
    if (tops.size() % 2 == 1) merged.push_back(tops.back());
    tops = merged;
  }
  return made;
}

shape forest(int bases) {
  shape made;
  for (int i = 0; i < bases; ++i) made.line(made.add({}), 9);
  return made;
}

shape ladder(int diamonds) {
  shape made;
  std::string top = made.add({});
  for (int i = 0; i < diamonds; ++i) {
    const std::string left = made.add({top});
    top = made.add({left, made.add({top})});
  }
  return made;
}

// The rows of the version table after the first half of the steps of `upgrade heads`.
std::vector<std::string> middle_rows(const revision_graph& graph) {
  const plan all = plan_upgrade(graph, rows{}, "heads");
  std::vector<node> done;
  for (std::size_t i = 0; i < all.steps.size() / 2; ++i) done.push_back(all.steps[i].revision);
  return ids_of(graph, rows_at(graph, done).known);
}

// An operation. The number of its results is used, so that no compiler can optimise it away.
using operation = std::function<std::size_t(const revision_graph&)>;

std::size_t labels_of(const revision_graph& graph, const std::vector<node>& nodes) {
  std::size_t count = nodes.size();
  for (const node n : nodes) count += graph.labels(n).size();
  return count;
}

void measure(const shape& made, std::string_view name, int runs, const operation& run) {
  fmt::print("{}", name);
  for (int i = 0; i < runs; ++i) {
    std::vector<revision> revisions = made.revisions();
    // Nothing here waits, so processor time equals wall time on an idle machine.
    const std::clock_t begin = std::clock();
    const revision_graph graph(std::move(revisions));
    const std::size_t found = run(graph);
    const std::clock_t took = std::clock() - begin;
    fmt::print(" {:.3f}", 1000.0 * static_cast<double>(took) / CLOCKS_PER_SEC);
    if (found == 0) std::abort();
  }
  fmt::print("\n");
}

void measure_all(const shape& made, int runs) {
  const revision_graph graph(made.revisions());
  const std::vector<std::string> middle = middle_rows(graph);
  const std::vector<std::string> top = ids_of(graph, graph.real_heads());
  fmt::print("revisions {}\n", graph.size());
  measure(made, "load", runs, [](const revision_graph& g) { return g.size(); });
  measure(made, "history", runs,
          [](const revision_graph& g) { return labels_of(g, history(g, "", rows{})); });
  measure(made, "heads", runs, [](const revision_graph& g) {
    return labels_of(g, {g.heads().begin(), g.heads().end()});
  });
  measure(made, "plan_from_base", runs, [](const revision_graph& g) {
    return plan_upgrade(g, read_rows(g, {}), "heads").steps.size();
  });
  measure(made, "plan_from_middle", runs, [&](const revision_graph& g) {
    return plan_upgrade(g, read_rows(g, middle), "heads").steps.size();
  });
  measure(made, "current", runs,
          [&](const revision_graph& g) { return current_revisions(g, read_rows(g, top)).size(); });
}

void list(const shape& made) {
  for (const revision& r : made.revisions()) {
    fmt::print("{}{}{}\n", r.id, r.down_revision.empty() ? "" : " ",
               fmt::join(r.down_revision, " "));
  }
  fmt::print("rows {}\n", fmt::join(middle_rows(revision_graph(made.revisions())), " "));
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  const std::vector<std::pair<std::string_view, shape (*)(int)>> shapes = {
      {"chain", chain}, {"comb", comb}, {"forest", forest}, {"ladder", ladder}};
  for (const auto& [name, make] : shapes) {
    if (words.size() != 3 || words[0] != name) continue;
    const shape made = make(std::atoi(argv[2]));
    if (words[2] == "list") {
      list(made);
    } else {
      measure_all(made, std::atoi(argv[3]));
    }
    return 0;
  }
  fmt::print(stderr, "bench_graph chain|comb|forest|ladder SIZE RUNS|list\n");
  return 2;
}
