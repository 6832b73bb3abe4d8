#pragma once

#include <utility>
#include <vector>

#include "operations/operation.h"

namespace revise {

struct recorded_operation {
  operation what;
  location where;  ///< the call in the migration's source
};

/// Stores operations instead of executing them. It does not request the rows of a bulk_insert. It
/// has no database: a migration that reads gets an `error`.
class operation_list final : public operation_sink {
 public:
  void accept(const operation& op, location where) override {
    last_ = where;
    operations_.push_back({op, where});
    // The row source no longer exists after the call.
    if (auto* rows = std::get_if<operations_data::bulk_insert>(&operations_.back().what)) {
      rows->rows = nullptr;
    }
  }

  result_set query(const operations_data::query& asked, location where) override {
    last_ = where;
    was_read_from_ = true;
    return operation_sink::query(asked, where);
  }

  soci::session& session(location where) override {
    last_ = where;
    was_read_from_ = true;
    return operation_sink::session(where);
  }

  /// Returns the location of the last call, even if it was refused; line 0 before the first call.
  location last() const { return last_; }

  const std::vector<recorded_operation>& operations() const { return operations_; }

  /// Moves the operations out of the list.
  std::vector<recorded_operation> take() { return std::move(operations_); }

  /// Returns whether the migration tried to read, which was refused.
  bool was_read_from() const { return was_read_from_; }

 private:
  std::vector<recorded_operation> operations_;
  location last_;
  bool was_read_from_ = false;
};

}  // namespace revise
