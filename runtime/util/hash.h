#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace revise {

/// Returns the 64-bit XXH3 hash. Do not use it where an attacker may choose the text.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0);

/// Returns `value` as 16 hexadecimal digits.
std::string hexadecimal(std::uint64_t value);

/// Returns the 128-bit XXH3 hash in its canonical form: 32 hexadecimal digits.
std::string digest_of(std::string_view text);

}  // namespace revise
