#pragma once

#include <variant>
#include <vector>

#include "catalog/element.h"

/// The difference of two snapshots as data. What a person reads of it is catalog/differences.h.

namespace revise::catalog {

struct added {
  element after;
  bool operator==(const added&) const = default;
};

struct removed {
  element before;
  bool operator==(const removed&) const = default;
};

/// Something of its own differs. Its parts have changes of their own.
struct altered {
  element before;
  element after;
  /// The columns that both have stand in another order.
  bool moves_columns = false;
  bool operator==(const altered&) const = default;
};

struct renamed {
  element before;
  element after;
  bool operator==(const renamed&) const = default;
};

using change = std::variant<added, removed, altered, renamed>;

/// Says that `before` of the first snapshot is `after` of the second, under another name or in
/// another schema. Both have one kind. A part stays in its table.
struct known_rename {
  object_ref before;
  object_ref after;
};

/// What has changed from `before` to `after`: nothing exactly when they are equal and nothing is
/// renamed. The changes point into the two snapshots.
///
/// Things of one kind and name are the same thing; a function's arguments belong to its name. A
/// constraint without a name is known by its definition; of several with one name, the first
/// belongs to the first. A rename is never guessed: `renames` says it. Of what is added or removed
/// as a whole, no part is listed.
///
/// The order is fixed: kind by kind, as the members of `snapshot` stand, by name. A thing is
/// followed by its parts, kind by kind in the order of object_ref. A rename comes before what else
/// changed.
std::vector<change> changes(const snapshot& before, const snapshot& after,
                            const std::vector<known_rename>& renames = {});

}  // namespace revise::catalog
