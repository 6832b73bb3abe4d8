#include "sql/reading_change.h"

#include <algorithm>

#include "util/ascii.h"

namespace revise {

bool may_change_reading(std::string_view sql) {
  std::string_view before;  // the last word other than `session` and `local`
  for (std::size_t at = 0; at < sql.size();) {
    if (!ascii::is_word(sql[at])) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < sql.size() && ascii::is_word(sql[end])) ++end;
    const std::string_view word = sql.substr(at, end - at);
    at = end;
    if (ascii::is(word, "client_encoding") || ascii::is(word, "standard_conforming_strings"))
      return true;
    if (ascii::is(word, "names") && ascii::is(before, "set")) return true;
    if (ascii::is(word, "all") && (ascii::is(before, "reset") || ascii::is(before, "discard")))
      return true;
    if (!ascii::is(word, "session") && !ascii::is(word, "local")) before = word;
  }
  return false;
}

bool depends_on_reading(std::string_view sql) {
  return std::any_of(sql.begin(), sql.end(),
                     [](char c) { return c == '\\' || static_cast<unsigned char>(c) >= 0x80U; });
}

}  // namespace revise
