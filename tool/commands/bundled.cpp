#include "commands/bundled.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "build/recipe.h"
#include "plugin/stamp.h"
#include "plugin/versions.h"
#include "util/error.h"

// The stamp of the versions that are linked into this program (shipped_entry).
// NOLINTNEXTLINE(readability-redundant-declaration)
extern "C" [[gnu::weak, gnu::visibility("hidden")]] const char revise_abi_stamp[];

namespace revise::tool {

namespace {

// A bundle is linked from separate parts, which could belong to different versions of revise.
void require_fitting_parts() {
  if (revise_abi_stamp == nullptr) return;
  const abi_stamp stamp = stamp_from(revise_abi_stamp);
  if (stamp.interface == interface_hash()) return;
  throw build_error("the bundle's parts are of different versions of revise");
}

// Describes the versions: how many, up to which head, and from which commit.
std::string about(const compiled_versions& compiled) {
  require_fitting_parts();
  const versions all(compiled);
  const graph::revision_graph& graph = all.graph();
  std::string text = fmt::format("\n{} revision{}", graph.size(), graph.size() == 1 ? "" : "s");
  std::vector<std::string> heads;
  for (const graph::node head : graph.heads()) heads.push_back(graph.at(head).id);
  if (!heads.empty()) {
    text += fmt::format(", head{} {}", heads.size() == 1 ? "" : "s", fmt::join(heads, ", "));
  }
  if (!compiled.git_commit.empty()) text += fmt::format("\ncommit {}", compiled.git_commit);
  return text;
}

}  // namespace

program this_program(std::string_view argv0) {
  program result;
  const plugin_description* const linked = linked_versions();
  if (linked == nullptr) return result;
  result.is_bundle = true;
  const std::string_view base = argv0.substr(argv0.find_last_of('/') + 1);
  if (!base.empty()) result.name = base;
  result.about = [linked] { return about(read_compiled(*linked)); };
  return result;
}

}  // namespace revise::tool
