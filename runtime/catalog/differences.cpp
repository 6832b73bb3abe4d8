#include "catalog/differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "catalog/outline.h"

namespace revise::catalog {

namespace {

// "table 'public.users'", or "table 'public.users': column 'email'".
std::string name_of(const described& d) {
  return d.part.empty() ? d.subject : d.subject + ": " + d.part;
}

std::string_view or_none(std::string_view value) {
  return value.empty() ? std::string_view("none") : value;
}

// Takes the first line off `text`.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// "is B, was A"; of texts of several lines the first that differs.
std::string changed(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty() ||
      (before.find('\n') == std::string_view::npos && after.find('\n') == std::string_view::npos)) {
    const auto shown = [](std::string_view value) {
      return value.find('\n') == std::string_view::npos ? std::string(or_none(value))
                                                        : std::string("a text of several lines");
    };
    return fmt::format("is {}, was {}", shown(after), shown(before));
  }
  for (std::size_t number = 1;; ++number) {
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

class comparison {
 public:
  void compare(const std::vector<described>& before, const std::vector<described>& after) {
    std::map<key, std::pair<const described*, const described*>> pairs;
    for (const auto& [name, one] : keyed(before)) pairs[name].first = one;
    for (const auto& [name, one] : keyed(after)) pairs[name].second = one;
    for (const auto& [name, pair] : pairs) {
      if (pair.first == nullptr) {
        add(change::added, *pair.second, name_of(*pair.second) + " is new");
      } else if (pair.second == nullptr) {
        add(change::removed, *pair.first, name_of(*pair.first) + " is missing");
      } else {
        compare(*pair.first, *pair.second);
      }
    }
  }

  std::vector<difference> take() { return std::move(found_); }

 private:
  // Subject, part, and a number: SQLite lets several constraints have one name.
  using key = std::tuple<std::string_view, std::string_view, std::size_t>;

  static std::map<key, const described*> keyed(const std::vector<described>& all) {
    std::map<key, const described*> result;
    for (const described& one : all) {
      std::size_t number = 0;
      while (!result.emplace(key(one.subject, one.part, number), &one).second) ++number;
    }
    return result;
  }

  void compare(const described& before, const described& after) {
    for (std::size_t i = 0; i < before.attributes.size(); ++i) {
      const std::string_view name = after.attributes[i].name;
      const std::string& old_value = before.attributes[i].value;
      const std::string& new_value = after.attributes[i].value;
      if (old_value == new_value) continue;
      std::string what = name_of(after);
      if (!name.empty() && after.part.empty()) what = fmt::format("{}: {}", after.subject, name);
      if (!name.empty() && !after.part.empty()) {
        what = fmt::format("{}: {} of {}", after.subject, name, after.part);
      }
      add(change::altered, after, what + ' ' + changed(old_value, new_value));
    }
    compare_order(before, after);
    compare(before.inside, after.inside);
  }

  // Of the columns that both have.
  void compare_order(const described& before, const described& after) {
    const auto common = [](const described& of, const described& with) {
      const std::set<std::string_view> known(with.column_order.begin(), with.column_order.end());
      std::vector<std::string> names = of.column_order;
      std::erase_if(names, [&](const std::string& name) { return known.count(name) == 0; });
      return names;
    };
    const std::vector<std::string> old_order = common(before, after);
    const std::vector<std::string> new_order = common(after, before);
    if (old_order == new_order) return;
    add(change::altered, after,
        fmt::format("{}: order of columns is {}, was {}", after.subject, fmt::join(new_order, ", "),
                    fmt::join(old_order, ", ")));
  }

  void add(change what, const described& of, std::string line) {
    found_.push_back({.what = what, .object = of.subject, .line = std::move(line)});
  }

  std::vector<difference> found_;
};

}  // namespace

std::vector<difference> differences(const snapshot& before, const snapshot& after) {
  const auto old_outline = outline(before);
  const auto new_outline = outline(after);
  comparison all;
  for (std::size_t kind = 0; kind < new_outline.size(); ++kind) {
    all.compare(old_outline[kind], new_outline[kind]);
  }
  return all.take();
}

}  // namespace revise::catalog
