#include "build/compiler_advice.h"

#include <fmt/format.h>

#include <string_view>

namespace revise::tool {

namespace {

constexpr auto none = std::string_view::npos;

constexpr std::string_view fields_in_order =
    "the fields of a migration stand in this order: revision, down_revision, depends_on, "
    "branch_labels, message, transactional, budget, not_before, verify, upgrade, downgrade";

bool has(std::string_view line, std::string_view words) { return line.find(words) != none; }

// "index_options", where the line speaks of revise::index_options; else empty.
std::string_view options_of(std::string_view line) {
  constexpr std::string_view scope = "revise::";
  for (std::size_t at = line.find(scope); at != none; at = line.find(scope, at)) {
    at += scope.size();
    const std::string_view rest = line.substr(at);
    const std::string_view name =
        rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"));
    if (name.ends_with("_options")) return name;
  }
  return {};
}

std::string advice_on(std::string_view line) {
  const std::string_view options = options_of(line);
  if (has(line, "designator order for field")) {
    return options.empty() ? std::string(fields_in_order)
                           : fmt::format("options stand in the order of 'revise::{}'", options);
  }
  if (has(line, "cannot convert") && has(line, "<brace-enclosed initializer list>") &&
      !options.empty()) {
    return fmt::format("an option is misspelt, or has a value of another type: see 'revise::{}'",
                       options);
  }
  if (has(line, "incomplete") && (has(line, "revise::rows") || has(line, "revise::one_row") ||
                                  has(line, "include_revise_rows_h"))) {
    return "a migration that reads says #include <revise/rows.h>";
  }
  return {};
}

}  // namespace

std::string compiler_advice(const std::vector<std::string>& said) {
  bool lacks_function = false;
  for (const std::string& line : said) {
    if (std::string advice = advice_on(line); !advice.empty()) return advice;
    if (has(line, "deleted") && has(line, "step_function")) lacks_function = true;
  }
  return lacks_function ? "a migration has both: .upgrade, and .downgrade (a function, reversed or "
                          "irreversible)"
                        : std::string();
}

}  // namespace revise::tool
