#include "plugin/compiled_versions.h"

#include <string_view>
#include <unordered_set>
#include <utility>

// The file that revise generates defines this function if versions are linked into the program.
// NOLINTNEXTLINE(readability-redundant-declaration)
extern "C" [[gnu::weak]] const revise::plugin_description* revise_plugin();

namespace revise {

compiled_versions read_compiled(const plugin_description& description) {
  compiled_versions compiled;
  compiled.sources.reserve(description.source_count);
  const char* hash = description.source_hashes;
  for (string_ref::size_type i = 0; i < description.source_count; ++i) {
    const plugin_source& source = description.sources[i];
    compiled.sources.push_back({source.compiled_as, source.path});
    if (hash == nullptr) continue;
    compiled.sources.back().hash = hash;
    hash += compiled.sources.back().hash.size() + 1;
  }
  std::vector<sql_file> files;
  for (string_ref::size_type i = 0; i < description.file_count; ++i) {
    const plugin_file& file = description.files[i];
    files.push_back({file.path, {file.begin, static_cast<std::size_t>(file.end - file.begin)}});
  }
  compiled.files = sql_files(std::move(files));
  const std::unordered_set<std::string_view> superseded(
      description.superseded, description.superseded + description.superseded_count);
  std::unordered_set<std::string_view> own;
  if (description.is_shared) {
    for (const source_file& source : compiled.sources) own.insert(source.compiled_as);
  }
  for (const registered* r = description.first; r != nullptr; r = r->link.next) {
    const std::string_view file = r->link.where.file;
    if (!superseded.contains(file) && (!description.is_shared || own.contains(file))) {
      compiled.migrations.push_back(r);
    }
  }
  if (description.settings != nullptr) compiled.settings = description.settings;
  if (description.git_commit != nullptr) compiled.git_commit = description.git_commit;
  return compiled;
}

const plugin_description* linked_versions() {
  return revise_plugin == nullptr ? nullptr : revise_plugin();
}

}  // namespace revise
