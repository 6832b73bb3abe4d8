#include "cli/sql_slip.h"

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

// The name of a column that does not exist, from the message of PostgreSQL or SQLite.
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

// The call for a name with an order: `a desc` gives `index_column("a").descending()`. Empty if the
// name has no order.
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

// The name of a constraint that already exists, from the message of PostgreSQL, where a key has the
// name of its index, or from revise's message for SQLite.
std::string_view taken_constraint(std::string_view message) {
  for (const auto& [before, after] :
       {std::pair<std::string_view, std::string_view>{"constraint \"", "\" for relation"},
        {"relation \"", "\" already exists"},
        {"already has a constraint '", "'"}}) {
    if (message.find("already") == std::string_view::npos) break;
    const std::string_view name = between(message, before, after);
    if (!name.empty() && name.find_first_of("\"'") == std::string_view::npos) return name;
  }
  return {};
}

// The call that gives a constraint its own name, for a constraint whose name revise made. Empty for
// other names.
std::string with_own_name(std::string_view name) {
  for (const auto& [ending, call] :
       {std::pair<std::string_view, std::string_view>{"_check", "check(\"NAME\", \"SQL\")"},
        {"_fkey", "foreign_key(\"NAME\", {\"COLUMN\"}, \"TABLE\", {\"COLUMN\"})"},
        {"_key", "unique(\"NAME\", {\"COLUMN\"})"}}) {
    if (name.ends_with(ending)) return std::string(call);
  }
  return {};
}

}  // namespace

std::string sql_slip_hint(std::string_view message) {
  const std::string_view name = missing_column(message);
  if (is_call(name)) return fmt::format("write an expression in parentheses: {{\"({})\"}}", name);
  if (const std::string call = with_order(name); !call.empty()) {
    return fmt::format("give the order next to the name: {{{}}}", call);
  }
  if (const std::size_t comma = name.find(", "); comma != std::string_view::npos) {
    return fmt::format("write each name as a string of its own: {{\"{}\", \"{}\"}}",
                       name.substr(0, comma), name.substr(comma + 2));
  }
  if (const std::string call = with_own_name(taken_constraint(message)); !call.empty()) {
    return "give the constraint a name of its own: " + call;
  }
  if (message.find("role \"") == std::string_view::npos &&
      message.find(" already exists") != std::string_view::npos) {
    return "if it was made without revise: revise stamp REVISION, with the last revision that the "
           "database already has";
  }
  return {};
}

}  // namespace revise::tool
