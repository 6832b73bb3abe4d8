#include "util/valid_utf8.h"

#include "util/line_and_column.h"

namespace revise {

namespace {

// Of the character that begins `text`; 0 where none does.
std::size_t character_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80U) return 1;
  const std::size_t length = byte(0) >= 0xF0U ? 4 : byte(0) >= 0xE0U ? 3 : 2;
  if (byte(0) < 0xC2U || byte(0) > 0xF4U || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues_character(text[i])) return 0;
  }
  // Longer than need be; surrogates; above U+10FFFF.
  const bool wrong = (byte(0) == 0xE0U && byte(1) < 0xA0U) ||
                     (byte(0) == 0xEDU && byte(1) > 0x9FU) ||
                     (byte(0) == 0xF0U && byte(1) < 0x90U) || (byte(0) == 0xF4U && byte(1) > 0x8FU);
  return wrong ? 0 : length;
}

}  // namespace

std::size_t valid_utf8(std::string_view text) {
  std::size_t valid = 0;
  while (valid < text.size()) {
    const std::size_t length = character_length(text.substr(valid));
    if (length == 0) break;
    valid += length;
  }
  return valid;
}

}  // namespace revise
