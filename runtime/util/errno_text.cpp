#include "util/errno_text.h"

#include <system_error>

namespace revise {

std::string errno_text(int code) {
  std::string text = std::generic_category().message(code);
  // An abbreviation keeps its capitals: "I/O error".
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

}  // namespace revise
