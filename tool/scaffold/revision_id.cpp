#include "scaffold/revision_id.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>

namespace revise::tool {

std::string new_revision_id() {
  std::random_device random;
  constexpr std::uint64_t forty_eight_bits = (std::uint64_t{1} << 48) - 1;
  const std::uint64_t number = (std::uint64_t{random()} << 32) | random();
  return fmt::format("{:012x}", number & forty_eight_bits);
}

}  // namespace revise::tool
