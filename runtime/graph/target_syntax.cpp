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

target_syntax parse_target(std::string_view text) {
  if (text.empty()) throw target_error(target_problem::bad_syntax, text, "the target is empty");
  if (text.find(':') != text.npos) refuse(text, "it is a range");

  target_syntax target;
  target.text = text;
  std::string_view rest = text;
  if (const auto at = rest.find('@'); at != rest.npos) {
    target.branch = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    if (target.branch.empty()) refuse(text, "no branch is named before the '@'");
    if (!is_valid_identifier(target.branch)) {
      refuse(text, quoted(target.branch) + " cannot be the name of a branch");
    }
    if (rest.empty()) refuse(text, "nothing is named after the '@'");
  }

  const auto sign = rest.find_first_of("+-");
  target.symbol = rest.substr(0, sign);
  if (sign != rest.npos) {
    target.is_relative = true;
    target.steps = parse_number(text, rest.substr(sign + 1));
    if (rest[sign] == '-') target.steps = -target.steps;
  }
  if (!target.symbol.empty() && !is_valid_identifier(target.symbol)) {
    refuse(text, quoted(target.symbol) + " cannot be the name of a revision");
  }
  if (target.is_relative && target.symbol == "current") target.symbol = {};
  if (target.is_relative && target.symbol.empty() && target.steps == 0) {
    refuse(text, "zero steps lead nowhere");
  }
  return target;
}

}  // namespace revise::graph
