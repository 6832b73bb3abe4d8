#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// A pointer to an object of any kind in a snapshot.
using object_ref = std::variant<std::monostate, const extension*, const schema*, const type*,
                                const sequence*, const table*, const view*, const routine*,
                                const default_privileges*, const column*, const constraint*,
                                const index*, const trigger*, const policy*, const grant*>;

/// An object and its position: a table is at the top level, a column is in its table.
struct element {
  object_ref what{};
  object_ref whole{};          ///< the object that a part belongs to; empty if it is not a part
  const column* of = nullptr;  ///< the column that a grant is on; null: the whole object
  bool operator==(const element&) const = default;
};

/// Returns the objects that are not part of another object: one list per kind, in the order of the
/// members of `snapshot`.
std::vector<std::vector<element>> elements_of(const snapshot& s);

/// Returns the parts of `whole`: each column with its grants, then constraints, grants, indexes,
/// triggers and policies. A part has no parts.
std::vector<element> parts_of(const object_ref& whole);

/// Returns the names of the columns of `of` that `with` also has, in the order of `of`. Both are a
/// table, a view or a type; other objects have no columns.
std::vector<std::string_view> common_columns(const object_ref& of, const object_ref& with);

}  // namespace revise::catalog
