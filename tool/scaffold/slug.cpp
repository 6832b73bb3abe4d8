#include "scaffold/slug.h"

namespace revise::tool {

namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

}  // namespace

std::string slug_of(std::string_view message, std::size_t longest) {
  std::string slug;
  bool between_words = false;
  for (const char c : message) {
    if (is_word_character(c)) {
      if (between_words && !slug.empty()) slug += '_';
      slug += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      between_words = false;
    } else if (is_ascii(c)) {
      between_words = true;
    }
  }
  if (slug.size() > longest) {
    slug.resize(longest);
    if (const std::size_t last = slug.rfind('_'); last != std::string::npos) slug.resize(last);
    slug += '_';
  }
  return slug;
}

}  // namespace revise::tool
