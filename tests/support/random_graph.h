#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::test {

/// A random number generator whose numbers are equal on every machine. The numbers of std's
/// distributions are not.
class random_numbers {
 public:
  explicit random_numbers(std::uint32_t seed) : engine_(seed) {}

  /// 0 to `limit` - 1.
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_() % limit); }

 private:
  std::mt19937 engine_;
};

/// Revisions `0a`, `1b`, … in a random graph, with redundant edges and a few labels. Each revision
/// comes after everything that it needs.
inline std::vector<graph::revision> random_revisions(random_numbers& random, std::uint32_t size) {
  const std::uint32_t new_base = random.below(4) * 8;  // percent
  const std::uint32_t merge = random.below(3) * 20;
  const std::uint32_t dependency = random.below(3) * 20;
  const std::uint32_t reach = 1 + random.below(size);
  std::vector<graph::revision> revisions;
  const auto earlier = [&](std::uint32_t i) {
    return revisions[i - 1 - random.below(std::min(i, reach))].id;
  };
  for (std::uint32_t i = 0; i < size; ++i) {
    graph::revision r;
    r.id = std::to_string(i) + "abcd"[i % 4];
    r.id += std::to_string(random.below(1000));
    if (i > 0 && random.below(100) >= new_base) r.down_revision.push_back(earlier(i));
    if (i > 0 && random.below(100) < merge) r.down_revision.push_back(earlier(i));
    if (i > 0 && random.below(100) < dependency) r.depends_on.push_back(earlier(i));
    if (random.below(10) == 0) r.branch_labels.push_back("lab" + std::to_string(i));
    revisions.push_back(r);
  }
  return revisions;
}

inline graph::revision_graph random_graph(random_numbers& random, std::uint32_t size) {
  return graph::revision_graph(random_revisions(random, size));
}

}  // namespace revise::test
