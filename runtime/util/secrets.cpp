#include "util/secrets.h"

#include <algorithm>

#include "util/line_and_column.h"
#include "util/secret_finder.h"

namespace revise {

namespace {

constexpr std::string_view mask = "***";

// At most `longest` bytes of the beginning, between characters.
std::string_view beginning(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return text;
  while (longest > 0 && continues_character(text[longest])) --longest;
  return text.substr(0, longest);
}

}  // namespace

std::string without_secrets(std::string_view text, text_origin origin) {
  const std::string_view shown = beginning(text, longest_shown);
  std::string result;
  std::size_t at = 0;
  for (const text_range& secret : secrets_in(shown, origin)) {
    result += shown.substr(at, secret.begin - at);
    result += mask;
    at = secret.end;
  }
  result += shown.substr(at);
  if (shown.size() < text.size()) {
    result += " ... (" + std::to_string(text.size() - shown.size()) + " bytes more)";
  }
  return result;
}

std::size_t offset_without_secrets(std::string_view text, std::size_t offset) {
  std::size_t result = offset;
  for (const text_range& secret : secrets_in(text)) {
    if (secret.begin >= offset) break;
    const std::size_t taken = std::min(secret.end, offset) - secret.begin;
    result = result - taken + (offset >= secret.end ? mask.size() : 0);
  }
  return result;
}

}  // namespace revise
