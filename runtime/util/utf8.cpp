#include "util/utf8.h"

#include <utf8cpp/utf8.h>

#include <iterator>

namespace revise::utf8 {

character first_of(std::string_view text) {
  const char* at = text.data();
  try {
    const char32_t value = ::utf8::next(at, text.data() + text.size());
    return {value, static_cast<std::size_t>(at - text.data())};
  } catch (const ::utf8::exception&) {
    return {};
  }
}

std::size_t valid_length(std::string_view text) {
  const char* const begin = text.data();
  return static_cast<std::size_t>(::utf8::find_invalid(begin, begin + text.size()) - begin);
}

void append(std::string& text, char32_t value) { ::utf8::append(value, std::back_inserter(text)); }

}  // namespace revise::utf8
