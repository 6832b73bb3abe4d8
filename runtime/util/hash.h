#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace revise {

/// XXH3, 64 bits. Not for anything that an attacker may choose.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0);

/// 16 hexadecimal digits.
std::string hexadecimal(std::uint64_t value);

/// XXH3, 128 bits, in its canonical form: 32 hexadecimal digits.
std::string digest_of(std::string_view text);

}  // namespace revise
