#include "database/sqlite/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "database/sqlite/data.h"
#include "database/sqlite/reference_sql.h"
#include "util/ascii.h"
#include "util/utf8.h"

namespace revise {

using namespace sqlite_api;

namespace {

bool is_in_both(const std::set<std::string>& before, const std::set<std::string>& after,
                const std::string& name) {
  return before.count(name) > 0 && after.count(name) > 0;
}

// Computes texts that are equal for the same reference in both states.
class identity {
 public:
  identity(const reference_state& before, const reference_state& after)
      : before_(before), after_(after) {}

  std::string by_row(const broken_reference& r) const { return by_value(r) + '\n' + r.row; }

  // The key without the row. Empty if the table was not rebuilt: then its rowids are unchanged, and
  // by_row() is enough.
  std::string by_value_alone(const broken_reference& r) const {
    return is_in_both(before_.ids, after_.ids, r.id) ? std::string() : by_value(r);
  }

  std::string by_key(const broken_reference& r) const {
    const std::string table = is_in_both(before_.ids, after_.ids, r.id)
                                  ? r.id
                                  : known(before_.children, after_.children, r.table);
    return table + '\n' + known(before_.parents, after_.parents, r.parent) + '\n' +
           known(before_.columns, after_.columns, r.columns);
  }

 private:
  // A name that only one state has may be the old or new name of something renamed.
  static std::string known(const std::set<std::string>& before, const std::set<std::string>& after,
                           const std::string& name) {
    std::string result = ascii::lower(name);
    return is_in_both(before, after, result) ? result : "*";
  }

  std::string by_value(const broken_reference& r) const { return by_key(r) + '\n' + r.value; }

  const reference_state& before_;
  const reference_state& after_;
};

// Removes pairs with equal keys from both lists. An empty key matches nothing.
template <class Key>
void match(std::vector<broken_reference>& before, std::vector<broken_reference>& after, Key&& key) {
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = before.size(); i-- > 0;) {
    if (std::string k = key(before[i]); !k.empty()) places[std::move(k)].push_back(i);
  }
  std::vector<bool> is_matched(before.size());
  const auto is_old = [&](const broken_reference& r) {
    const auto found = places.find(key(r));
    if (found == places.end() || found->second.empty()) return false;
    is_matched[found->second.back()] = true;
    found->second.pop_back();
    return true;
  };
  after.erase(std::remove_if(after.begin(), after.end(), is_old), after.end());
  std::vector<broken_reference> rest;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!is_matched[i]) rest.push_back(std::move(before[i]));
  }
  before = std::move(rest);
}

std::string text_of(const broken_reference& r) {
  if (r.is_mismatch()) return r.shown;
  std::string row = r.row.empty() ? "a row" : "row " + r.row;
  constexpr std::size_t widest = 60;
  if (row.size() > widest) {
    row.resize(utf8::valid_length(std::string_view(row).substr(0, widest)));
    row += "…";
  }
  return fmt::format("{} of '{}' refers to a row that '{}' does not have: {}", row, r.table,
                     r.parent, r.shown);
}

}  // namespace

reference_state references_of(sqlite3* connection) {
  reference_state result;
  const result_set keys = sqlite_statement(connection, sqlite_reference_looks(), {}).result();
  for (std::size_t i = 0; i < keys.cells.size(); i += keys.columns.size()) {
    result.ids.insert(*keys.cells[i]);
    result.children.insert(ascii::lower(*keys.cells[i + 1]));
    result.parents.insert(*keys.cells[i + 2]);
    result.columns.insert(*keys.cells[i + 3]);
    const result_set found = sqlite_statement(connection, *keys.cells[i + 4], {}).result();
    for (std::size_t j = 0; j < found.cells.size(); j += found.columns.size()) {
      const auto cell = [&](std::size_t column) { return found.cells[j + column].value_or(""); };
      result.broken.push_back({.id = cell(0),
                               .table = cell(1),
                               .parent = cell(2),
                               .columns = cell(3),
                               .row = cell(4),
                               .value = cell(5),
                               .shown = cell(6)});
    }
  }
  return result;
}

std::vector<broken_reference> newly_broken(const reference_state& before,
                                           const reference_state& after) {
  std::vector<broken_reference> old = before.broken;
  std::vector<broken_reference> result = after.broken;
  const identity same(before, after);
  std::set<std::string> mismatched;
  for (const broken_reference& r : old) {
    if (r.is_mismatch()) mismatched.insert(same.by_key(r));
  }
  match(old, result, [&](const broken_reference& r) { return same.by_row(r); });
  match(old, result, [&](const broken_reference& r) { return same.by_value_alone(r); });
  const auto was_mismatched = [&](const broken_reference& r) {
    return mismatched.count(same.by_key(r)) > 0;
  };
  result.erase(std::remove_if(result.begin(), result.end(), was_mismatched), result.end());
  return result;
}

std::string broken_text(const std::vector<broken_reference>& broken, std::size_t old_ones) {
  constexpr std::size_t shown = 5;
  std::string result;
  for (std::size_t i = 0; i < std::min(broken.size(), shown); ++i) {
    result += (i == 0 ? "" : "; ") + text_of(broken[i]);
  }
  if (broken.size() > shown) result += fmt::format("; and {} more", broken.size() - shown);
  if (old_ones > 0) {
    result += fmt::format("; {} already broken before the transaction {} not counted", old_ones,
                          old_ones == 1 ? "is" : "are");
  }
  return result;
}

}  // namespace revise
