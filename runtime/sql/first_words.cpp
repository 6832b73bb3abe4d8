#include "sql/first_words.h"

#include "sql/secrets.h"
#include "util/ascii.h"
#include "util/utf8.h"

namespace revise {

std::string first_words(std::string_view sql) {
  constexpr std::size_t longest = 80;  // bytes
  const std::string text = without_secrets(sql);
  std::string words;
  bool is_cut = false;
  for (std::size_t i = 0; i < text.size() && !is_cut; ++i) {
    const char c = text[i];
    const bool is_parameter = c == '$' && i + 1 < text.size() && ascii::is_digit(text[i + 1]);
    const bool is_blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
    if (c == '\'' || (c == '$' && !is_parameter)) {
      is_cut = true;
    } else if (!is_blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  const std::string_view kept = utf8::cut(words, longest);
  is_cut = is_cut || kept.size() < words.size();
  words.resize(kept.size());
  while (words.ends_with(' ') || words.ends_with(';')) words.pop_back();
  return is_cut ? words + " …" : words;
}

}  // namespace revise
