#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8 as RFC 3629 defines it: no overlong encodings, no surrogates, nothing above U+10FFFF.
namespace revise::utf8 {

/// The first character of a text.
struct character {
  char32_t value = 0;
  std::size_t length = 0;  ///< in bytes; 0: empty text, or an invalid first character
};

character first_of(std::string_view text);

/// Returns how many bytes at the beginning of `text` are valid UTF-8: its size if all are.
std::size_t valid_length(std::string_view text);

/// Appends the character `value`, which must be a valid code point.
void append(std::string& text, char32_t value);

/// Returns whether `byte` is a continuation byte, which never begins a character.
constexpr bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Returns the longest beginning of `text` that has at most `longest` bytes and does not split a
/// character.
constexpr std::string_view cut(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return text;
  while (longest > 0 && continues_character(text[longest])) --longest;
  return text.substr(0, longest);
}

}  // namespace revise::utf8
