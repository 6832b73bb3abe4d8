#include "commands/scaffold_revision.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "build/editor_files.h"
#include "cli/json_text.h"
#include "scaffold/revision_id.h"

namespace revise::tool {

namespace {

// Builds the graph with the new file in it, and throws if it is not valid.
void check_graph(const graph::revision_graph& graph, const revision_request& request,
                 const std::string& path) {
  std::vector<graph::revision> revisions;
  revisions.reserve(graph.size() + 1);
  for (graph::node n = 0; n < graph.size(); ++n) revisions.push_back(graph.at(n));
  revisions.push_back({.id = request.revision,
                       .down_revision = request.down_revision,
                       .depends_on = request.depends_on,
                       .branch_labels = request.branch_labels,
                       .message = request.message,
                       .path = path});
  try {
    const graph::revision_graph with_it(std::move(revisions));
  } catch (const graph_error& e) {
    throw graph_error("the new revision would break the graph; nothing was written", e.problems());
  }
}

// The version location of the first parent, as in Alembic; empty for a base.
std::filesystem::path beside_the_parent(context& in, const revision_request& request) {
  const graph::revision_graph& graph = in.versions().graph();
  if (request.down_revision.empty()) return {};
  const auto parent = graph.find(std::string_view(request.down_revision.front()));
  if (!parent) return {};
  const std::string& path = graph.at(*parent).path;
  std::filesystem::path found;
  for (const std::filesystem::path& location : in.config().version_locations) {
    const std::string folder = (location / "").string();
    if (path.starts_with(folder) && folder.size() > found.native().size()) found = location;
  }
  return found;
}

}  // namespace

void check_message(const std::string& message, const std::string& example) {
  const bool blank = std::all_of(message.begin(), message.end(), [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  });
  if (blank) throw usage_error("the message is empty", example);
}

void check_identifier(std::string_view option, const std::string& given) {
  if (graph::is_reserved(given)) {
    throw usage_error(fmt::format("{} '{}': the word is reserved", option, given), {});
  }
  if (!graph::is_valid_identifier(given)) {
    throw usage_error(
        fmt::format("{} '{}': must be 1 to 255 letters (A to Z, a to z), digits, '_' or '.'",
                    option, given),
        {});
  }
}

outcome scaffold_revision(context& in, revision_request request) {
  if (request.revision.empty()) request.revision = new_revision_id();
  request.created_at = std::time(nullptr);
  if (request.version_path.empty()) request.version_path = beside_the_parent(in, request);
  const planned_revision planned = plan_revision(in.config(), request);
  check_graph(in.versions().graph(), request, planned.path.string());
  write_revision(in.config(), planned,
                 [&in](std::string_view text) { in.out().note_part(printable(text)); });
  update_editor_files(in.config());
  return answer(
      in.out(),
      [&] {
        json document = {{"revision", request.revision}, {"path", planned.path.string()}};
        for (const auto& file : planned.sql) document["files"].push_back(file.path.string());
        return document;
      },
      [&] {
        std::vector<std::string> paths = {shown_path(planned.path.string())};
        for (const auto& file : planned.sql) paths.push_back(shown_path(file.path.string()));
        return paths;
      });
}

}  // namespace revise::tool
