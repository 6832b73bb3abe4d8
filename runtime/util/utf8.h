#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8 as RFC 3629 defines it: nothing longer than necessary, no surrogates, at most U+10FFFF.
namespace revise::utf8 {

/// A character at the beginning of a text.
struct character {
  char32_t value = 0;
  std::size_t length = 0;  ///< in bytes; 0: the text is empty, or its first byte begins none
};

character first_of(std::string_view text);

/// How many bytes from the beginning of `text` are UTF-8: all of them when it is.
std::size_t valid_length(std::string_view text);

/// Appends the character `value`, which is one.
void append(std::string& text, char32_t value);

/// Whether `byte` is one of UTF-8 that is no character's first.
constexpr bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The beginning of `text`, at most `longest` bytes of it, which ends between two characters.
constexpr std::string_view cut(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return text;
  while (longest > 0 && continues_character(text[longest])) --longest;
  return text.substr(0, longest);
}

}  // namespace revise::utf8
