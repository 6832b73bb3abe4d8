#include "catalog/element.h"

#include <set>
#include <span>
#include <utility>

namespace revise::catalog {

namespace {

template <class List>
std::vector<element> all_of(const List& list) {
  std::vector<element> result;
  result.reserve(list.size());
  for (const auto& one : list) result.push_back({.what = &one});
  return result;
}

// Collects the parts of `whole`, one list after the other.
class part_list {
 public:
  explicit part_list(object_ref whole) : whole_(whole) {}

  template <class Part>
  part_list& add(const std::vector<Part>& parts, const column* of = nullptr) {
    for (const Part& one : parts) result_.push_back({.what = &one, .whole = whole_, .of = of});
    return *this;
  }
  part_list& add(const std::vector<column>& columns) {
    for (const column& c : columns) {
      result_.push_back({.what = &c, .whole = whole_});
      add(c.grants, &c);
    }
    return *this;
  }

  std::vector<element> take() { return std::move(result_); }

 private:
  object_ref whole_;
  std::vector<element> result_;
};

struct part_reader {
  using parts = std::vector<element>;

  parts operator()(const type* t) const {
    return part_list(t).add(t->columns).add(t->constraints).add(t->grants).take();
  }
  parts operator()(const table* t) const {
    return part_list(t)
        .add(t->columns)
        .add(t->constraints)
        .add(t->grants)
        .add(t->indexes)
        .add(t->triggers)
        .add(t->policies)
        .take();
  }
  parts operator()(const view* v) const {
    return part_list(v).add(v->columns).add(v->grants).add(v->indexes).add(v->triggers).take();
  }
  parts operator()(const schema* s) const { return part_list(s).add(s->grants).take(); }
  parts operator()(const sequence* s) const { return part_list(s).add(s->grants).take(); }
  parts operator()(const routine* r) const { return part_list(r).add(r->grants).take(); }
  parts operator()(const default_privileges* d) const { return part_list(d).add(d->grants).take(); }
  template <class Other>
  parts operator()(const Other&) const {
    return {};
  }
};

struct column_reader {
  using columns = std::span<const column>;

  columns operator()(const table* t) const { return t->columns; }
  columns operator()(const type* t) const { return t->columns; }
  columns operator()(const view* v) const { return v->columns; }
  template <class Other>
  columns operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::vector<std::vector<element>> elements_of(const snapshot& s) {
  return {all_of(s.extensions), all_of(s.schemas), all_of(s.types),    all_of(s.sequences),
          all_of(s.tables),     all_of(s.views),   all_of(s.routines), all_of(s.defaults)};
}

std::vector<element> parts_of(const object_ref& whole) { return std::visit(part_reader(), whole); }

std::vector<std::string_view> common_columns(const object_ref& of, const object_ref& with) {
  std::set<std::string_view> known;
  for (const column& c : std::visit(column_reader(), with)) known.insert(c.name);
  std::vector<std::string_view> names;
  for (const column& c : std::visit(column_reader(), of)) {
    if (known.count(c.name) > 0) names.push_back(c.name);
  }
  return names;
}

}  // namespace revise::catalog
