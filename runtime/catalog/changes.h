#pragma once

#include <variant>
#include <vector>

#include "catalog/element.h"

/// The difference of two snapshots as data. catalog/differences.h turns it into text.

namespace revise::catalog {

struct added {
  element after;
  bool operator==(const added&) const = default;
};

struct removed {
  element before;
  bool operator==(const removed&) const = default;
};

/// A change of the object's own attributes. Changes of its parts are listed separately.
struct altered {
  element before;
  element after;
  /// Whether the columns that both have are in a different order.
  bool moves_columns = false;
  bool operator==(const altered&) const = default;
};

struct renamed {
  element before;
  element after;
  bool operator==(const renamed&) const = default;
};

using change = std::variant<added, removed, altered, renamed>;

/// Says that the object `before` in the first snapshot is `after` in the second, renamed or moved
/// to another schema. Both have the same kind. A part stays in its table.
struct known_rename {
  object_ref before;
  object_ref after;
};

/// Returns the changes from `before` to `after`; empty exactly if the snapshots are equal and
/// nothing is renamed. The changes point into the two snapshots.
///
/// Objects with equal kind and name are the same object; the arguments of a function belong to its
/// name. A constraint without a name is identified by its definition. If several share a name, they
/// are matched in the order of their lists. Renames are not guessed; they are given in `renames`.
/// If an object is added or removed, its parts are not listed.
///
/// The order is fixed: by kind, in the order of the members of `snapshot`, then by name. An object
/// is followed by its parts, by kind in the order of object_ref. A rename comes before the object's
/// other changes.
std::vector<change> changes(const snapshot& before, const snapshot& after,
                            const std::vector<known_rename>& renames = {});

}  // namespace revise::catalog
