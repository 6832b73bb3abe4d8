#include "graph/target_syntax.h"

#include <string>

#include "graph/revision.h"
#include "graph/target_error.h"
#include "graph/wording.h"

namespace revise::graph {

namespace {

constexpr std::int64_t more_than_any_graph = std::int64_t{1} << 40;

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
  throw target_error(target_problem::bad_syntax, text, quoted(text) + " is not a target: " + why);
}

std::int64_t parse_number(std::string_view text, std::string_view digits) {
  if (digits.empty()) refuse(text, "a number is missing at its end");
  std::int64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') refuse(text, quoted(digits) + " is not a number");
    if (number < more_than_any_graph) number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

parsed_target::parsed_target(std::string_view given) : text(given) {
  if (given.empty()) throw target_error(target_problem::bad_syntax, given, "the target is empty");
  if (split_range(given)) refuse(given, "it is a range");

  std::string_view rest = given;
  if (const auto at = rest.find('@'); at != rest.npos) {
    branch = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    if (branch.empty()) refuse(given, "no branch is named before the '@'");
    if (!is_valid_identifier(branch)) {
      refuse(given, quoted(branch) + " cannot be the name of a branch");
    }
    if (rest.empty()) refuse(given, "nothing follows the '@'");
  }

  const auto sign = rest.find_first_of("+-");
  symbol = rest.substr(0, sign);
  if (sign != rest.npos) {
    is_relative = true;
    steps = parse_number(given, rest.substr(sign + 1));
    if (rest[sign] == '-') steps = -steps;
  }
  if (!symbol.empty() && !is_valid_identifier(symbol)) {
    refuse(given, quoted(symbol) + " cannot be the name of a revision");
  }
  is_current = symbol == "current";
  if (is_relative && is_current) symbol.clear();
  if (is_relative && symbol.empty() && steps == 0) refuse(given, "zero steps lead nowhere");
}

std::optional<range_ends> split_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return {};
  return range_ends{text.substr(0, colon), text.substr(colon + 1)};
}

bool is_asking_the_database(std::string_view text) {
  if (const auto ends = split_range(text)) {
    return is_asking_the_database(ends->from) || is_asking_the_database(ends->to);
  }
  if (const auto at = text.find('@'); at != text.npos) text.remove_prefix(at + 1);
  return text.substr(0, text.find_first_of("+-")) == "current";
}

}  // namespace revise::graph
