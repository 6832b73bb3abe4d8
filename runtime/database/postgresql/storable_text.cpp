#include "database/postgresql/storable_text.h"

#include <map>

#include "util/ascii.h"
#include "util/utf8.h"

namespace revise {

std::string replaced_characters(const std::string& text,
                                const std::function<bool(const std::string&)>& can_hold) {
  constexpr std::size_t most_asked = 256;
  std::map<std::string, bool, std::less<>> known;
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && utf8::continues_character(text[end])) ++end;
    const std::string character = text.substr(at, end - at);
    at = end;
    auto found = known.find(character);
    if (found == known.end()) {
      const bool is_held =
          ascii::is_ascii(character[0]) || (known.size() < most_asked && can_hold(character));
      found = known.emplace(character, is_held).first;
    }
    result += found->second ? character : "?";
  }
  return result;
}

}  // namespace revise
