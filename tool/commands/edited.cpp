#include "commands/edited.h"

#include <fmt/format.h>

#include "cli/advice.h"
#include "review/edited_revisions.h"

namespace revise::tool {

namespace {

constexpr std::size_t most_named = 10;

}  // namespace

void report_edited(context& in, std::vector<graph::node> edited, bool strict) {
  if (edited.empty()) return;
  const graph::revision_graph& graph = in.versions().graph();
  const std::string what = edited_text(graph, edited);
  const std::size_t more = edited.size() - std::min(edited.size(), most_named);
  edited.resize(edited.size() - more);
  std::vector<std::string> lines = files_of(graph, edited);
  if (more > 0) lines.push_back(fmt::format("and {} more", more));
  const std::string hint =
      fmt::format("restore the earlier text, or revise accept {}", short_ids(graph, edited));
  if (strict) {
    error found(what, hint);
    found.set_problems(std::move(lines));
    throw found;
  }
  in.out().warning(what);
  for (const std::string& line : lines) in.out().problem("  " + printable(shown_paths(line)));
  in.out().hint(hint);
}

}  // namespace revise::tool
