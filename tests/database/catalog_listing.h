#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "catalog/outline.h"

namespace revise::test {

inline void list(const catalog::element& e, std::vector<std::string>& result) {
  const catalog::described d = catalog::describe(e);
  std::string line = d.subject;
  if (!d.part.empty()) line += ": " + d.part;
  std::string separator = ": ";
  for (const catalog::described::attribute& a : d.attributes) {
    if (a.value.empty()) continue;
    line += separator + (a.name.empty() ? "" : std::string(a.name) + " ") + a.value;
    separator = ", ";
  }
  result.push_back(std::move(line));
  std::string order;
  for (const std::string_view name : catalog::common_columns(e.what, e.what)) {
    order.append(" '").append(name) += '\'';
  }
  if (!order.empty()) result.push_back(d.subject + ": columns" + order);
  for (const catalog::element& part : catalog::parts_of(e.what)) list(part, result);
}

/// The whole snapshot, one line for each object and each part of it, sorted.
inline std::vector<std::string> listing(const catalog::snapshot& s) {
  std::vector<std::string> result;
  for (const std::vector<catalog::element>& kind : catalog::elements_of(s)) {
    for (const catalog::element& e : kind) list(e, result);
  }
  std::sort(result.begin(), result.end());
  return result;
}

/// Removed result begin with `- `, new ones with `+ `. Unlike catalog::differences, it shows all
/// result of a new object.
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
