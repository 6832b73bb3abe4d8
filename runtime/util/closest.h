#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// The one of `candidates` most like `word` (Damerau-Levenshtein distance at most 2, and less than
/// half of the word's length; also a candidate that `word` is a prefix of), for did-you-mean.
/// Nothing when none is close. The first of equally close ones wins.
std::optional<std::string> closest(std::string_view word,
                                   const std::vector<std::string>& candidates);

}  // namespace revise
