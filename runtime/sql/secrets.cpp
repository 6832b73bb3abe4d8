#include "sql/secrets.h"

#include <algorithm>
#include <set>

#include "sql/quote_tracker.h"
#include "sql/secret_finder.h"
#include "sql/secret_regions.h"
#include "util/utf8.h"

namespace revise {

namespace {

constexpr std::string_view mask = "***";

// Sorts the ranges, and joins those that overlap.
void join(std::vector<text_range>& ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const text_range& a, const text_range& b) { return a.begin < b.begin; });
  std::size_t count = 0;
  for (const text_range& range : ranges) {
    if (count > 0 && range.begin < ranges[count - 1].end) {
      ranges[count - 1].end = std::max(ranges[count - 1].end, range.end);
    } else {
      ranges[count++] = range;
    }
  }
  ranges.resize(count);
}

}  // namespace

std::vector<text_range> secrets_in(std::string_view text, text_origin origin,
                                   std::size_t* looked_at) {
  quote_tracker quotes(text);
  quotes.advance_to(text.size());
  secret_regions statements(text, !quotes.in_literal());
  std::vector<text_range> found = statements.all();
  const auto add = [&found](const std::vector<text_range>& more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  secret_finder names(text, origin, statements.variables());
  add(names.all());
  std::size_t work = statements.looked_at() + names.looked_at();
  if (!names.used_names().empty()) {
    secret_finder variables(text, origin, names.used_names());
    add(variables.all());
    work += variables.looked_at();
  }
  join(found);
  if (looked_at != nullptr) *looked_at = work;
  return found;
}

std::string without_secrets(std::string_view text, text_origin origin) {
  const std::string_view shown = utf8::cut(text, longest_shown);
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
