#include "sql/first_words.h"

#include "sql/secrets.h"
#include "util/utf8.h"

namespace revise {

std::string first_words(std::string_view sql) {
  constexpr std::size_t longest = 80;  // bytes
  std::string words;
  for (const char c : without_secrets(sql)) {
    const bool is_blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
    if (!is_blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  while (!words.empty() && (words.back() == ' ' || words.back() == ';')) words.pop_back();
  const std::string_view kept = utf8::cut(words, longest);
  return kept.size() == words.size() ? words : std::string(kept) + " …";
}

}  // namespace revise
