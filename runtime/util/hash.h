#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace revise {

/// FNV-1a, 64 bits: names files in the build folder and tells one set of headers from another.
/// Not for anything an attacker may choose.
constexpr std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0xcbf29ce484222325ULL) {
  std::uint64_t hash = seed;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

/// 16 hexadecimal digits.
inline std::string hexadecimal(std::uint64_t value) {
  std::string result(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4U) result[i] = "0123456789abcdef"[value & 15U];
  return result;
}

}  // namespace revise
