#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "catalog/outline.h"

namespace revise::test {

inline void list(const catalog::described& d, std::vector<std::string>& lines) {
  std::string line = d.subject;
  if (!d.part.empty()) line += ": " + d.part;
  std::string separator = ": ";
  for (const catalog::described::attribute& a : d.attributes) {
    if (a.value.empty()) continue;
    line += separator + (a.name.empty() ? "" : std::string(a.name) + " ") + a.value;
    separator = ", ";
  }
  lines.push_back(std::move(line));
  if (!d.column_order.empty()) {
    std::string order = d.subject + ": columns";
    for (const std::string& name : d.column_order) order += " '" + name + "'";
    lines.push_back(std::move(order));
  }
  for (const catalog::described& part : d.inside) list(part, lines);
}

/// The whole snapshot, one line for each object and each part of it, sorted.
inline std::vector<std::string> listing(const catalog::snapshot& s) {
  std::vector<std::string> lines;
  for (const std::vector<catalog::described>& kind : catalog::outline(s)) {
    for (const catalog::described& d : kind) list(d, lines);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// Removed lines begin with `- `, new ones with `+ `. Unlike catalog::differences, it shows all
/// lines of a new object.
inline std::string changed_lines(const std::vector<std::string>& before,
                                 const std::vector<std::string>& after) {
  std::vector<std::string> gone;
  std::vector<std::string> added;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(added));
  std::string text;
  for (const std::string& line : gone) text += "- " + line + "\n";
  for (const std::string& line : added) text += "+ " + line + "\n";
  return text;
}

}  // namespace revise::test
