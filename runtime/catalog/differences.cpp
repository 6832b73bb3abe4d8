#include "catalog/differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/outline.h"

namespace revise::catalog {

namespace {

// Returns "table 'public.users'", or "table 'public.users': column 'email'".
std::string name_of(const described& d) {
  return d.part.empty() ? d.subject : d.subject + ": " + d.part;
}

std::string_view or_none(std::string_view value) {
  return value.empty() ? std::string_view("none") : value;
}

// Removes the first line from `text` and returns it.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// Returns "is B, was A"; for texts of several lines, the first line that differs.
std::string changed(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty() ||
      (before.find('\n') == std::string_view::npos && after.find('\n') == std::string_view::npos)) {
    const auto shown = [](std::string_view value) {
      return value.find('\n') == std::string_view::npos ? std::string(or_none(value))
                                                        : std::string("a text of several lines");
    };
    return fmt::format("is {}, was {}", shown(after), shown(before));
  }
  const bool ends_in_break = after.ends_with('\n');
  for (std::size_t number = 1;; ++number) {
    if (before.empty() && after.empty()) {
      return ends_in_break ? "ends with a line break, and did not before"
                           : "ends without a line break, and had one before";
    }
    if (before.empty() || after.empty()) {
      const bool is_new = before.empty();
      return fmt::format("differs from line {} on: '{}' is {}", number,
                         next_line(is_new ? after : before), is_new ? "new" : "missing");
    }
    const std::string_view old_line = next_line(before);
    const std::string_view new_line = next_line(after);
    if (old_line != new_line) {
      return fmt::format("differs in line {}: is '{}', was '{}'", number, new_line, old_line);
    }
  }
}

// Lines that are shown together, with their sort key.
struct line_group {
  std::size_t kind;   ///< the kind of the whole object
  std::string whole;  ///< the text for the whole object
  bool is_part = false;
  described words{};
  std::vector<difference> lines{};

  bool operator<(const line_group& other) const {
    return std::tie(kind, whole, is_part, words.subject, words.part) <
           std::tie(other.kind, other.whole, other.is_part, other.words.subject, other.words.part);
  }
};

std::string line_of(const described& words, std::string_view attribute, const std::string& values) {
  std::string what = name_of(words);
  if (!attribute.empty()) {
    what = words.part.empty() ? fmt::format("{}: {}", words.subject, attribute)
                              : fmt::format("{}: {} of {}", words.subject, attribute, words.part);
  }
  return what + ' ' + values;
}

struct line_writer {
  line_group& to;

  void operator()(const added& a) const {
    begin(a.after);
    add(difference_kind::added, name_of(to.words) + " is new");
  }
  void operator()(const removed& r) const {
    begin(r.before);
    add(difference_kind::removed, name_of(to.words) + " is missing");
  }
  void operator()(const altered& a) const {
    begin(a.after);
    const described before = describe(a.before);
    for (std::size_t i = 0; i < before.attributes.size(); ++i) {
      const auto& [name, new_value] = to.words.attributes[i];
      const std::string& old_value = before.attributes[i].value;
      if (old_value == new_value) continue;
      add(difference_kind::altered, line_of(to.words, name, changed(old_value, new_value)));
    }
    if (!a.moves_columns) return;
    add(difference_kind::altered,
        fmt::format("{}: order of columns is {}, was {}", to.words.subject,
                    fmt::join(common_columns(a.after.what, a.before.what), ", "),
                    fmt::join(common_columns(a.before.what, a.after.what), ", ")));
  }
  void operator()(const renamed& r) const {
    begin(r.after);
    add(difference_kind::renamed,
        fmt::format("{} was {}", name_of(to.words), name_of(describe(r.before))));
  }

  void begin(const element& e) const {
    to.is_part = e.whole.index() != 0;
    const object_ref& whole = to.is_part ? e.whole : e.what;
    to.kind = whole.index();
    to.whole = describe({.what = whole}).subject;
    to.words = describe(e);
  }
  void add(difference_kind what, std::string line) const {
    to.lines.push_back({.what = what, .object = to.words.subject, .line = std::move(line)});
  }
};

}  // namespace

std::vector<difference> differences(const snapshot& before, const snapshot& after) {
  return differences(changes(before, after));
}

std::vector<difference> differences(const std::vector<change>& found) {
  std::vector<line_group> groups;
  for (const change& one : found) {
    std::visit(line_writer{groups.emplace_back()}, one);
  }
  std::stable_sort(groups.begin(), groups.end());
  std::vector<difference> all;
  for (line_group& one : groups) {
    std::move(one.lines.begin(), one.lines.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace revise::catalog
