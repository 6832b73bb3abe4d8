#pragma once

#include <string>
#include <vector>

#include "operations/operation_list.h"
#include "util/error.h"

namespace revise {

/// An operation that cannot be turned around.
class no_inverse : public error {
 public:
  no_inverse(const std::string& message, location where) : error(message), where_(where) {}

  /// The call in the migration's source.
  location where() const { return where_; }

 private:
  location where_;
};

/// What undoes `done`, in the order in which it is to be run. What is created is dropped, what is
/// added is dropped, what is renamed gets its name back, what is attached is detached. An operation
/// of another kind is passed over where it was done to something that `done` itself creates, since
/// that goes away as a whole; only what would keep something else from going is undone
/// (made_objects.h, release). A notification is sent again.
///
/// Throws no_inverse for the first one of which neither holds: SQL and rows; what is dropped or
/// altered, whose state before is not known; a primary key of columns that stay, which would stay
/// not null; and what `if_not_exists` or `replace` may have found there.
std::vector<recorded_operation> inverse_of(const std::vector<recorded_operation>& done);

}  // namespace revise
