#include "catalog/changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace revise::catalog {

namespace {

// Distinguishes objects of one kind; `kind` is the index of the alternative of object_ref.
struct identity {
  std::size_t kind = 0;
  std::array<std::string_view, 4> names{};
  auto operator<=>(const identity&) const = default;
};

struct identity_reader {
  using names = std::array<std::string_view, 4>;

  names operator()(std::monostate) const { return {}; }
  names operator()(const type* t) const { return {t->schema, t->name}; }
  names operator()(const sequence* s) const { return {s->schema, s->name}; }
  names operator()(const table* t) const { return {t->schema, t->name}; }
  names operator()(const view* v) const { return {v->schema, v->name}; }
  names operator()(const routine* r) const {
    constexpr std::string_view kinds[] = {"function", "procedure", "aggregate", "window"};
    return {kinds[static_cast<std::size_t>(r->kind)], r->schema, r->name, r->arguments};
  }
  names operator()(const default_privileges* d) const { return {d->role, d->objects, d->schema}; }
  names operator()(const constraint* c) const {
    if (c->name.empty()) return {"", c->definition};
    return {c->name};
  }
  names operator()(const grant* g) const {
    return {g->revoked ? "revoke" : "grant", g->privilege, g->role};
  }
  template <class Other>
  names operator()(const Other* named) const {
    return {named->name};
  }
};

identity identity_of(const element& e) {
  identity result{e.what.index(), std::visit(identity_reader(), e.what)};
  if (e.of != nullptr) result.names[3] = e.of->name;
  return result;
}

// Whether an object equals `after`, which is of its kind, apart from their names and their parts.
// (std::visit of both would be compiled for each pair of kinds.)
struct own_comparison {
  const object_ref& after;

  bool operator()(std::monostate) const { return true; }
  bool operator()(const default_privileges*) const { return true; }
  template <class Thing>
  bool operator()(const Thing* before) const {
    const Thing& other = *std::get<const Thing*>(after);
    return *before == other || without_parts(*before, other) == without_parts(other, other);
  }

 private:
  template <class Thing>
  static Thing without_parts(Thing t, const Thing& name_of) {
    t.name = name_of.name;
    if constexpr (requires { t.schema; } && !std::is_same_v<Thing, extension>) {
      t.schema = name_of.schema;
    }
    if constexpr (requires { t.arguments; }) t.arguments = name_of.arguments;
    if constexpr (requires { t.columns; }) t.columns.clear();
    if constexpr (requires { t.constraints; }) t.constraints.clear();
    if constexpr (requires { t.indexes; }) t.indexes.clear();
    if constexpr (requires { t.triggers; }) t.triggers.clear();
    if constexpr (requires { t.policies; }) t.policies.clear();
    if constexpr (requires { t.grants; }) t.grants.clear();
    return t;
  }
  static grant without_parts(grant g, const grant&) { return g; }
};

bool moves_columns(const object_ref& before, const object_ref& after) {
  return common_columns(before, after) != common_columns(after, before);
}

struct couple {
  identity name;
  std::size_t number = 0;           ///< several constraints can share a name on SQLite
  const element* before = nullptr;  ///< null: it was added
  const element* after = nullptr;   ///< null: it was removed
};

class comparison {
 public:
  explicit comparison(const std::vector<known_rename>& renames) {
    for (const known_rename& one : renames) {
      new_of_[one.before] = one.after;
      old_of_[one.after] = one.before;
    }
  }

  void compare(const std::vector<element>& before, const std::vector<element>& after) {
    for (const couple& both : couples_of(before, after)) {
      if (both.before == nullptr) {
        found_.push_back(added{*both.after});
      } else if (both.after == nullptr) {
        found_.push_back(removed{*both.before});
      } else {
        compare(*both.before, *both.after);
      }
    }
  }

  std::vector<change> take() { return std::move(found_); }

 private:
  void compare(const element& before, const element& after) {
    if (new_of_.count(before.what) > 0) found_.push_back(renamed{before, after});
    const bool moves = moves_columns(before.what, after.what);
    if (moves || !std::visit(own_comparison{after.what}, before.what)) {
      found_.push_back(altered{before, after, moves});
    }
    compare(parts_of(before.what), parts_of(after.what));
  }

  std::vector<couple> couples_of(const std::vector<element>& before,
                                 const std::vector<element>& after) const {
    std::vector<couple> couples;
    std::map<std::pair<identity, std::size_t>, std::size_t> by_name;
    std::map<object_ref, std::size_t> by_rename;
    for (const element& one : after) {
      const identity name = identity_of(one);
      std::size_t number = 0;
      const auto old = old_of_.find(one.what);
      if (old != old_of_.end()) {
        by_rename.emplace(old->second, couples.size());
      } else {
        while (!by_name.emplace(std::pair(name, number), couples.size()).second) ++number;
      }
      couples.push_back({.name = name, .number = number, .after = &one});
    }
    std::map<identity, std::size_t> numbers;
    for (const element& one : before) {
      const auto renamed_to = by_rename.find(one.what);
      if (renamed_to != by_rename.end()) {
        couples[renamed_to->second].before = &one;
        continue;
      }
      const identity name = identity_of(one);
      const std::size_t number = numbers[name]++;
      const auto same = by_name.find({name, number});
      if (same != by_name.end()) {
        couples[same->second].before = &one;
      } else {
        couples.push_back({.name = name, .number = number, .before = &one});
      }
    }
    std::stable_sort(couples.begin(), couples.end(), [](const couple& a, const couple& b) {
      return std::tie(a.name, a.number) < std::tie(b.name, b.number);
    });
    return couples;
  }

  std::map<object_ref, object_ref> new_of_;
  std::map<object_ref, object_ref> old_of_;
  std::vector<change> found_;
};

}  // namespace

std::vector<change> changes(const snapshot& before, const snapshot& after,
                            const std::vector<known_rename>& renames) {
  const std::vector<std::vector<element>> old_elements = elements_of(before);
  const std::vector<std::vector<element>> new_elements = elements_of(after);
  comparison all(renames);
  for (std::size_t kind = 0; kind < new_elements.size(); ++kind) {
    all.compare(old_elements[kind], new_elements[kind]);
  }
  return all.take();
}

}  // namespace revise::catalog
