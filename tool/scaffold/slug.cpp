#include "scaffold/slug.h"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

#include "util/utf8.h"

namespace revise::tool {

namespace {

// Removes the next character from `text` and returns it; -1 for a byte that is not valid UTF-8.
utf8proc_int32_t take_character(std::string_view& text) {
  const utf8::character first = utf8::first_of(text);
  text.remove_prefix(std::max<std::size_t>(first.length, 1));
  return first.length > 0 ? static_cast<utf8proc_int32_t>(first.value) : -1;
}

// Whether `character` belongs to the character before it, as an accent or a vowel sign does.
bool is_mark(utf8proc_int32_t character) {
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return true;
    default:
      return false;
  }
}

bool is_word_character(utf8proc_int32_t character) {
  if (character < 0) return false;
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return character == '_';
  }
}

// Adds `character` in lower case. As in Python's str.lower(), U+0130 becomes an i and a combining
// dot; finish_word turns U+03A3 at the end of a word into a final sigma.
void add_lower(std::vector<utf8proc_int32_t>& slug, utf8proc_int32_t character) {
  constexpr utf8proc_int32_t capital_i_with_dot = 0x130;
  constexpr utf8proc_int32_t combining_dot = 0x307;
  if (character == capital_i_with_dot) {
    slug.insert(slug.end(), {'i', combining_dot});
  } else {
    slug.push_back(utf8proc_tolower(character));
  }
}

void finish_word(std::vector<utf8proc_int32_t>& slug, utf8proc_int32_t last_written,
                 std::size_t word_length) {
  constexpr utf8proc_int32_t capital_sigma = 0x3a3;
  constexpr utf8proc_int32_t final_sigma = 0x3c2;
  if (last_written == capital_sigma && word_length > 1) slug.back() = final_sigma;
}

void truncate(std::vector<utf8proc_int32_t>& slug, std::size_t longest) {
  if (slug.size() <= longest) return;
  std::size_t end = longest;
  while (end > 0 && is_mark(slug[end])) --end;
  slug.resize(end);
  for (std::size_t at = slug.size(); at-- > 0;) {
    if (slug[at] != '_') continue;
    slug.resize(at);
    break;
  }
  slug.push_back('_');
}

std::string text_of(const std::vector<utf8proc_int32_t>& characters) {
  std::string text;
  for (const utf8proc_int32_t character : characters) {
    utf8::append(text, static_cast<char32_t>(character));
  }
  return text;
}

}  // namespace

std::string slug_of(std::string_view message, std::size_t longest) {
  std::vector<utf8proc_int32_t> slug;
  utf8proc_int32_t last = -1;   // last character of the current word, before lower-casing
  std::size_t word_length = 0;  // 0: not in a word
  while (!message.empty()) {
    const utf8proc_int32_t character = take_character(message);
    const bool is_part =
        is_word_character(character) || (character >= 0 && word_length > 0 && is_mark(character));
    if (!is_part) {
      if (word_length > 0) finish_word(slug, last, word_length);
      word_length = 0;
      continue;
    }
    if (word_length == 0 && !slug.empty()) slug.push_back('_');
    add_lower(slug, character);
    last = character;
    ++word_length;
  }
  if (word_length > 0) finish_word(slug, last, word_length);
  truncate(slug, longest);
  return text_of(slug);
}

}  // namespace revise::tool
