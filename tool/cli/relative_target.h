#pragma once

#include <string>
#include <vector>

namespace revise::tool {

// `-1` and `-3:current` are targets, but look like options to CLI11, as does every word with a dash
// after `--`. They are passed to CLI11 with a leading byte with which no word of a command line
// begins.

inline constexpr char protecting_byte = '\x01';

/// The `words` to pass to CLI11, without the first `--`.
inline std::vector<std::string> protected_words(const std::vector<std::string>& words) {
  std::vector<std::string> safe;
  bool only_arguments = false;
  for (const std::string& word : words) {
    if (!only_arguments && word == "--") {
      only_arguments = true;
      continue;
    }
    const bool has_dash = word.size() > 1 && word[0] == '-';
    const bool is_relative = has_dash && word[1] >= '0' && word[1] <= '9';
    safe.push_back(is_relative || (has_dash && only_arguments) ? protecting_byte + word : word);
  }
  return safe;
}

/// `word` as the user gave it.
inline std::string unprotected(const std::string& word) {
  return !word.empty() && word[0] == protecting_byte ? word.substr(1) : word;
}

}  // namespace revise::tool
