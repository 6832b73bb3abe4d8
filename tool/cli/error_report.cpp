#include "cli/error_report.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "build/plugin_build.h"
#include "cli/json_text.h"

namespace revise::tool {

namespace {

// `text` with its continuation lines indented, so that they are not mistaken for further output.
std::string shown(std::string_view text) {
  std::string result = shown_paths(printable(text));
  for (std::size_t at = 0; (at = result.find('\n', at)) != std::string::npos; ++at) {
    result.insert(at + 1, "  ");
  }
  return result;
}

}  // namespace

void describe(const error& e, const output& out) {
  std::fflush(stdout);
  // A compiler's lines are not indented, so that editors find the places in them.
  const auto* const of_compiler = dynamic_cast<const compile_error*>(&e);
  if (of_compiler != nullptr) {
    for (const std::string& line : of_compiler->said()) out.problem(out.compiler_text(line));
  }
  out.problem(fmt::format("revise: {} {}", out.red("error:"), shown(e.what())));
  if (of_compiler == nullptr) {
    for (const std::string& problem : e.problems()) out.problem("  " + shown(problem));
  }
  out.hint(shown(e.hint()));
}

void report(const error& e, const output& out) {
  describe(e, out);
  if (out.is_json()) out.data(text_of({{"error", error_json(e)}}));
}

}  // namespace revise::tool
