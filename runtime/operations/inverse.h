#pragma once

#include <string>
#include <vector>

#include "operations/operation_list.h"
#include "util/error.h"

namespace revise {

/// Thrown for an operation that cannot be reversed.
class no_inverse : public error {
 public:
  no_inverse(const std::string& message, location where) : error(message), where_(where) {}

  /// Returns the call in the migration's source.
  location where() const { return where_; }

 private:
  location where_;
};

/// Returns the operations that undo `done`, in the order in which to run them. What was created or
/// added is dropped, what was renamed gets its name back, what was attached is detached. An
/// operation of another kind is skipped if it was done to something that `done` itself creates,
/// because that object is dropped as a whole. An exception is an effect that would keep another
/// object from being dropped: it is undone (made_objects.h, release). A notification is sent again.
///
/// Throws no_inverse for the first operation that can be neither undone nor skipped: SQL and rows;
/// dropping or altering something whose earlier state is unknown; a primary key of columns that
/// stay, because they would stay not null; and operations with `if_not_exists` or `replace`, which
/// may have found an existing object.
std::vector<recorded_operation> inverse_of(const std::vector<recorded_operation>& done);

}  // namespace revise
