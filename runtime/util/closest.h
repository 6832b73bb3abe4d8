#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// Returns the candidate most similar to `word`, for did-you-mean; null if none is close, or if
/// `word` has more than 100 bytes. Close means a Damerau-Levenshtein distance of at most 2 that is
/// less than half of the word's length. If no candidate is close, the first that starts with `word`
/// is returned, provided the word has at least 3 bytes. The first of equally close candidates wins.
std::optional<std::string> closest(std::string_view word,
                                   const std::vector<std::string>& candidates);

}  // namespace revise
