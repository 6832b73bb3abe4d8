#include "plugin/versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "plugin/waiting_rules.h"
#include "util/error.h"

namespace revise {

namespace {

std::string owned(string_ref text) { return {text.data(), text.size()}; }

std::vector<std::string> owned(std::initializer_list<string_ref> texts) {
  std::vector<std::string> result;
  for (const string_ref& text : texts) result.push_back(owned(text));
  return result;
}

const source_file* source_of(const registered* migration, const source_index& sources) {
  const auto found = sources.find(migration->link.where.file);
  return found == sources.end() ? nullptr : found->second;
}

source_index index_of(const std::vector<source_file>& sources) {
  source_index index;
  index.reserve(sources.size());
  for (const source_file& source : sources) index.emplace(source.compiled_as, &source);
  return index;
}

// The migration that registered last is first in the list. Restores the order of the files, and of
// the lines within a file.
std::vector<const registered*> in_load_order(const std::vector<const registered*>& migrations,
                                             const source_index& sources) {
  struct ranked {
    const source_file* file;  ///< points into one array, which is in load order. Null sorts last:
                              ///< the file is not among the sources
    int line;
    const registered* migration;
  };
  std::vector<ranked> all;
  all.reserve(migrations.size());
  for (const registered* r : migrations) {
    all.push_back({source_of(r, sources), r->link.where.line, r});
  }
  std::stable_sort(all.begin(), all.end(), [](const ranked& x, const ranked& y) {
    if (x.file != y.file) return x.file != nullptr && (y.file == nullptr || x.file < y.file);
    return x.line < y.line;
  });
  std::vector<const registered*> ordered;
  ordered.reserve(all.size());
  for (const ranked& one : all) ordered.push_back(one.migration);
  return ordered;
}

// Each file must register exactly one revision. The problems found here are reported together with
// those that the graph finds.
std::vector<std::string> registration_problems(const std::vector<const registered*>& ordered,
                                               const std::vector<source_file>& sources) {
  std::vector<std::string> problems;
  std::unordered_map<std::string_view, std::vector<const registered*>> by_file;
  for (const registered* r : ordered) by_file[r->link.where.file].push_back(r);
  for (const source_file& source : sources) {
    const auto found = by_file.find(source.compiled_as);
    if (found == by_file.end()) {
      problems.push_back(fmt::format(
          "{}: registers no migration: it needs a 'const registered migration{{...}}' at namespace "
          "scope",
          source.path));
      continue;
    }
    for (std::size_t i = 1; i < found->second.size(); ++i) {
      const registered& again = *found->second[i];
      problems.push_back(
          fmt::format("{}:{}: registers a second migration '{}': a file holds one revision, and "
                      "'{}' is on line {}",
                      source.path, again.link.where.line, owned(again.revision),
                      owned(found->second[0]->revision), found->second[0]->link.where.line));
    }
    by_file.erase(found);
  }
  for (const registered* r : ordered) {
    if (!by_file.contains(r->link.where.file)) continue;
    problems.push_back(fmt::format("{}:{}: registers '{}' from a file that is not a migration",
                                   r->link.where.file, r->link.where.line, owned(r->revision)));
  }
  return problems;
}

std::vector<graph::revision> revisions_in(const std::vector<const registered*>& ordered,
                                          const source_index& index) {
  std::vector<graph::revision> revisions;
  revisions.reserve(ordered.size());
  for (const registered* r : ordered) {
    const source_file* const source = source_of(r, index);
    revisions.push_back({.id = owned(r->revision),
                         .down_revision = owned(r->down_revision),
                         .depends_on = owned(r->depends_on),
                         .branch_labels = owned(r->branch_labels),
                         .message = owned(r->message),
                         .path = source == nullptr ? std::string(r->link.where.file) : source->path,
                         .line = r->link.where.line});
  }
  return revisions;
}

graph::revision_graph make_graph(const std::vector<const registered*>& ordered,
                                 const std::vector<source_file>& sources,
                                 const source_index& index) {
  std::vector<graph::revision> revisions = revisions_in(ordered, index);
  std::vector<std::string> problems = registration_problems(ordered, sources);
  try {
    graph::revision_graph made(std::move(revisions));
    // If a file registers two migrations, `ordered` and the nodes may not match.
    if (problems.empty()) problems = waiting_rule_problems(ordered, made);
    if (problems.empty()) return made;
  } catch (const graph_error& e) {
    problems.insert(problems.end(), e.problems().begin(), e.problems().end());
    if (problems.empty()) throw;
  }
  const std::string count =
      fmt::format("{} problem{} in the versions", problems.size(), problems.size() == 1 ? "" : "s");
  throw graph_error(count, std::move(problems));
}

const sql_files no_files;
const std::string no_hash;

// Returns the hashes of the sources, by node.
std::vector<const std::string*> hashes_of(const std::vector<const registered*>& ordered,
                                          const source_index& sources) {
  std::vector<const std::string*> hashes;
  hashes.reserve(ordered.size());
  for (const registered* r : ordered) {
    const source_file* const source = source_of(r, sources);
    hashes.push_back(source == nullptr ? &no_hash : &source->hash);
  }
  return hashes;
}

}  // namespace

std::vector<graph::revision> revisions_of(const compiled_versions& compiled) {
  const source_index index = index_of(compiled.sources);
  return revisions_in(in_load_order(compiled.migrations, index), index);
}

versions::versions(const std::vector<const registered*>& migrations,
                   const std::vector<source_file>& sources)
    : versions(migrations, sources, no_files) {}

versions::versions(const std::vector<const registered*>& migrations,
                   const std::vector<source_file>& sources, const sql_files& files)
    : sources_(index_of(sources)),
      files_(files),
      ordered_(in_load_order(migrations, sources_)),
      graph_(make_graph(ordered_, sources, sources_)),
      hashes_(hashes_of(ordered_, sources_)) {}

sql_file versions::file(graph::node revision, std::string_view name) const {
  return files_.find(name, std::filesystem::path(graph_.at(revision).path).parent_path());
}

std::string versions::place(location where) const {
  if (where.line == 0) return {};
  const auto found = sources_.find(where.file);
  return fmt::format("{}:{}", found == sources_.end() ? where.file : found->second->path,
                     where.line);
}

}  // namespace revise
