#include "cli/error_report.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "build/plugin_build.h"
#include "cli/json_text.h"

namespace revise::tool {

namespace {

void line(std::string_view text) { fmt::print(stderr, "{}\n", text); }

}  // namespace

void report(const error& e, const output& out) {
  std::fflush(stdout);
  // A compiler's words stand as it wrote them, so that an editor finds the places in them.
  const bool verbatim = dynamic_cast<const compile_error*>(&e) != nullptr;
  if (verbatim) {
    for (const std::string& problem : e.problems()) line(problem);
  }
  line(fmt::format("revise: {} {}", out.red("error:"), printable(e.what())));
  if (!verbatim) {
    for (const std::string& problem : e.problems()) line("  " + printable(problem));
  }
  if (!e.hint().empty()) line(fmt::format("{} {}", out.bold("hint:"), printable(e.hint())));
  // A run that stopped has printed its own document.
  if (out.is_json() && dynamic_cast<const partial_failure*>(&e) == nullptr) {
    out.data(text_of({{"error", error_json(e)}}));
  }
}

}  // namespace revise::tool
