#include "cli/column_slip.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace revise::tool {

namespace {

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t at = text.find(before);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + before.size());
  return text.substr(0, std::min(text.rfind(after), text.size()));
}

// In PostgreSQL's words, and in SQLite's.
std::string_view missing_column(std::string_view message) {
  std::string_view name = between(message, "column \"", "\" does not exist");
  if (name.empty()) name = between(message, "no such column: ", "\n");
  if (name.empty()) name = between(message, " has no column named ", "\n");
  return name;
}

bool is_call(std::string_view name) {
  const std::size_t open = name.find('(');
  return open != std::string_view::npos && open > 0 && name.ends_with(')') && name[open - 1] != ' ';
}

// `a desc` as the call for it; empty where no order is behind the name.
std::string with_order(std::string_view name) {
  for (const auto& [order, call] :
       {std::pair<std::string_view, std::string_view>{" desc", "descending"},
        {" asc", "ascending"}}) {
    if (!name.ends_with(order)) continue;
    return fmt::format("index_column(\"{}\").{}()", name.substr(0, name.size() - order.size()),
                       call);
  }
  return {};
}

}  // namespace

std::string column_slip_hint(std::string_view message) {
  const std::string_view name = missing_column(message);
  if (is_call(name)) return fmt::format("an expression stands in parentheses: {{\"({})\"}}", name);
  if (const std::string call = with_order(name); !call.empty()) {
    return fmt::format("the order is given beside the name: {{{}}}", call);
  }
  if (const std::size_t comma = name.find(", "); comma != std::string_view::npos) {
    return fmt::format("each name is a text of its own: {{\"{}\", \"{}\"}}", name.substr(0, comma),
                       name.substr(comma + 2));
  }
  return {};
}

}  // namespace revise::tool
