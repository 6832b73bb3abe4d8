#include "util/closest.h"

#include <algorithm>
#include <cstddef>

namespace revise {

namespace {

// Returns the optimal string alignment distance: to insert, delete or replace a character, or to
// swap two neighbours, costs one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> closest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  // The word may be arbitrarily long, and the time for a distance grows with its length.
  if (word.empty() || word.size() > 100) return std::nullopt;
  const std::size_t limit = std::min<std::size_t>(2, (word.size() - 1) / 2);
  const std::string* best = nullptr;
  std::size_t best_distance = limit + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t d =
        candidate.size() > word.size() + limit ? limit + 1 : distance(word, candidate);
    if (d < best_distance) {
      best = &candidate;
      best_distance = d;
    }
  }
  if (best == nullptr && word.size() >= 3) {
    for (const std::string& candidate : candidates) {
      if (candidate.starts_with(word)) {
        best = &candidate;
        break;
      }
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

}  // namespace revise
