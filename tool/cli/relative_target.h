#pragma once

#include <string>

namespace revise::tool {

// `-1` and `-3:current` are targets, but look like options to CLI11. They pass it with a byte in
// front that no word of a command line of ours begins with.

inline constexpr char protecting_byte = '\x01';

/// `word` as CLI11 shall see it.
inline std::string protected_target(const std::string& word) {
  const bool relative = word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
  return relative ? protecting_byte + word : word;
}

/// `word` as it was given.
inline std::string unprotected(const std::string& word) {
  return !word.empty() && word[0] == protecting_byte ? word.substr(1) : word;
}

}  // namespace revise::tool
