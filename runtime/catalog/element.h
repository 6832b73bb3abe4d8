#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// One thing in a snapshot, of any kind. It points into the snapshot.
using object_ref = std::variant<std::monostate, const extension*, const schema*, const type*,
                                const sequence*, const table*, const view*, const routine*,
                                const default_privileges*, const column*, const constraint*,
                                const index*, const trigger*, const policy*, const grant*>;

/// A thing and where it stands: a table on its own, a column in its table.
struct element {
  object_ref what{};
  object_ref whole{};          ///< what a part belongs to: a table, a view; of no part empty
  const column* of = nullptr;  ///< the column that a grant is on; null: the whole
  bool operator==(const element&) const = default;
};

/// The things that are no part of another one: a list for each kind, in the order of the members of
/// `snapshot`.
std::vector<std::vector<element>> elements_of(const snapshot& s);

/// What belongs to `whole`: each column with its grants, constraints, grants, indexes, triggers,
/// policies. A part has no parts.
std::vector<element> parts_of(const object_ref& whole);

/// The names of the columns of `of` that `with` has as well, in the order of `of`. Both are a
/// table, a view or a type; other things have no columns.
std::vector<std::string_view> common_columns(const object_ref& of, const object_ref& with);

}  // namespace revise::catalog
