#include "cli/error_report.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "build/plugin_build.h"
#include "cli/json_text.h"

namespace revise::tool {

namespace {

// A text of several lines (an exception may say anything) stays apart from what follows it.
std::string shown(std::string_view text) {
  std::string result = shown_paths(printable(text));
  for (std::size_t at = 0; (at = result.find('\n', at)) != std::string::npos; ++at) {
    result.insert(at + 1, "  ");
  }
  return result;
}

}  // namespace

void report(const error& e, const output& out) {
  std::fflush(stdout);
  // Of what a compiler says each line begins where it began, so that an editor finds the places.
  const auto* const of_compiler = dynamic_cast<const compile_error*>(&e);
  if (of_compiler != nullptr) {
    for (const std::string& line : of_compiler->said()) out.problem(out.compiler_text(line));
  }
  out.problem(fmt::format("revise: {} {}", out.red("error:"), shown(e.what())));
  if (of_compiler == nullptr) {
    for (const std::string& problem : e.problems()) out.problem("  " + shown(problem));
  }
  out.hint(shown(e.hint()));
  // A run that stopped has printed its own document.
  if (out.is_json() && dynamic_cast<const partial_failure*>(&e) == nullptr) {
    out.data(text_of({{"error", error_json(e)}}));
  }
}

}  // namespace revise::tool
