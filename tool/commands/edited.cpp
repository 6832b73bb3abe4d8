#include "commands/edited.h"

#include <fmt/format.h>

#include "cli/advice.h"
#include "database/sql_error.h"
#include "engine/edited_revisions.h"

namespace revise::tool {

namespace {

constexpr std::size_t most_named = 10;
constexpr const char* insufficient_privilege = "42501";

std::vector<graph::node> edited_by_log(context& in, const graph::rows& at) {
  if (!in.has_database_file() || at.known.empty()) return {};
  const stats::phase reading = in.times().measure("read log");
  return edited_revisions(in.versions(), at, in.log().sources());
}

}  // namespace

std::vector<graph::node> find_edited(context& in, const graph::rows& at) {
  try {
    return edited_by_log(in, at);
  } catch (const sql_error& e) {
    if (e.failure().sqlstate != insufficient_privilege) throw;
    return {};
  }
}

void tell_edited(context& in, const graph::rows& at, bool strict) {
  std::vector<graph::node> edited = strict ? edited_by_log(in, at) : find_edited(in, at);
  if (edited.empty()) return;
  const graph::revision_graph& graph = in.versions().graph();
  const std::string what =
      edited.size() == 1
          ? fmt::format("revision '{}' was edited after it was applied", graph.at(edited[0]).id)
          : fmt::format("{} revisions were edited after they were applied", edited.size());
  const std::size_t more = edited.size() - std::min(edited.size(), most_named);
  edited.resize(edited.size() - more);
  std::vector<std::string> lines = files_of(graph, edited);
  if (more > 0) lines.push_back(fmt::format("and {} more", more));
  const std::string hint =
      fmt::format("put back what was there, or revise accept {}", short_ids(graph, edited));
  if (strict) {
    error found(what, hint);
    found.set_problems(std::move(lines));
    throw found;
  }
  in.out().warning(what);
  for (const std::string& line : lines) in.out().problem("  " + printable(shown_paths(line)));
  in.out().problem(
      fmt::format("{} {}", in.out().bold("hint:"), advice_for(in.options().program, hint)));
}

}  // namespace revise::tool
