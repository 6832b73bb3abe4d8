#include "cli/program.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/advice.h"
#include "cli/command.h"

namespace revise::tool {

namespace {

constexpr std::string_view call_of_revise = "revise ";

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" ,;:\n"));
}

const command_entry* command_named(std::string_view name) {
  for (const command_entry& entry : all_commands()) {
    if (name == entry.name || (*entry.alias != '\0' && name == entry.alias)) return &entry;
  }
  return nullptr;
}

// The text after the `revise ` at `at`; empty if no word begins at `at`.
std::string_view behind_call(std::string_view text, std::size_t at) {
  const bool begins = at == 0 || std::string_view(" (\n").find(text[at - 1]) != text.npos;
  return begins ? text.substr(at + call_of_revise.size()) : std::string_view();
}

bool needs_revise(std::string_view text) {
  for (std::size_t at = 0; (at = text.find(call_of_revise, at)) != text.npos; ++at) {
    const command_entry* const entry = command_named(first_word(behind_call(text, at)));
    if (entry != nullptr && entry->needs_sources) return true;
  }
  return false;
}

std::string renamed(const program& what, std::string_view text) {
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find(call_of_revise, at)) != text.npos; ++at) {
    const std::string_view behind = behind_call(text, at);
    // For example "gdb --args revise ..." and "revise --url URL".
    const bool is_any_call = behind.starts_with('-') || behind.starts_with("...");
    if (!is_any_call && command_named(first_word(behind)) == nullptr) continue;
    result += text.substr(from, at - from);
    result += what.name;
    from = at + call_of_revise.size() - 1;
  }
  return result += text.substr(from);
}

}  // namespace

std::string advice_for(const program& what, const advice& given) {
  const std::string text = words_of(given);
  if (!what.is_bundle) return text;
  constexpr std::string_view between = ", or ";
  std::string result;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(between, at), text.size());
    const std::string_view part = std::string_view(text).substr(at, end - at);
    at = end + between.size();
    if (needs_revise(part)) continue;
    if (!result.empty()) result += between;
    result += renamed(what, part);
  }
  return result;
}

}  // namespace revise::tool
