#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operations/operation_list.h"
#include "sql/qualified_name.h"

namespace revise {

/// The objects that a list of operations creates, by their names after the operations noted so far.
class made_objects {
 public:
  /// Records what `op` creates, renames or moves.
  void note(const operation& op);

  /// Returns whether `op` changes only objects that were created here, so that its effect
  /// disappears when they are dropped.
  bool cover(const operation& op) const { return covering(op).has_value(); }

  /// Returns the inverse of the part of `op` that would keep later objects from being dropped;
  /// cover(op) must be true. Such parts are a default that may use a later object, a grant to a
  /// later role, and the column that owns a sequence, whose drop would drop the sequence too.
  /// Throws `error` if the inverse is unknown.
  std::optional<operation> release(const operation& op) const;

  bool has_table(const std::string& table) const;
  bool has_column(const std::string& table, const std::string& column) const;

 private:
  struct made {
    object_kind kind;
    qualified_name name;
    qualified_name table{};   // the table of a column, constraint, index, trigger or policy
    std::string arguments{};  // the arguments of a routine, in parentheses
  };
  using place = std::optional<std::size_t>;  // index into made_

  void add(object_kind kind, const std::string& name, const std::string& table = {});
  void rename(const operations_data::object_name& what, const std::string& to);
  void move(const operations_data::object_name& what, const std::string& to_schema);

  // Finds the object itself, or the object that it is part of.
  place find(const operations_data::object_name& what) const;
  place find(object_kind kind, const std::string& name) const;
  place column(const std::string& table, const std::string& name) const;
  place columns_of(std::string_view privileges, const operations_data::object_name& on) const;
  place roles(const std::vector<std::string>& names) const;
  place covering(const operation& op) const;

  struct coverer;
  std::vector<made> made_;
};

}  // namespace revise
