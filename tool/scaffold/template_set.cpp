#include "scaffold/template_set.h"

#include <fmt/format.h>

#include <map>

#include "util/closest.h"
#include "util/embedded.h"
#include "util/error.h"

namespace revise::tool {

namespace {

std::string first_line_of(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  while (text.starts_with('#') || text.starts_with(' ')) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace

std::string_view template_set::text_of(std::string_view path) const {
  for (const file& f : files) {
    if (f.path == path) return f.text;
  }
  throw error(fmt::format("template '{}' has no file '{}'", name, path));
}

std::vector<template_set> template_sets() {
  std::map<std::string, template_set> by_name;
  for (const embedded::file& file : embedded::templates) {
    const std::size_t slash = file.path.find('/');
    if (slash == std::string_view::npos) continue;
    const std::string name(file.path.substr(0, slash));
    template_set& set = by_name[name];
    set.name = name;
    set.files.push_back({file.path.substr(slash + 1), file.text});
    if (set.files.back().path == "README.md") set.description = first_line_of(file.text);
  }
  std::vector<template_set> all;
  all.reserve(by_name.size());
  for (auto& [name, set] : by_name) all.push_back(std::move(set));
  return all;
}

template_set find_template_set(const std::string& name) {
  std::vector<std::string> names;
  for (template_set& set : template_sets()) {
    if (set.name == name) return set;
    names.push_back(set.name);
  }
  const auto suggestion = closest(name, names);
  throw error(fmt::format("no template '{}'{}", name,
                          suggestion ? fmt::format(", did you mean '{}'?", *suggestion) : ""),
              "revise list_templates");
}

}  // namespace revise::tool
