#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operations/operation_list.h"
#include "sql/qualified_name.h"

namespace revise {

/// What a list of operations makes, by the names that it has after the last of them that was noted.
class made_objects {
 public:
  /// Takes in what `op` makes, renames or moves.
  void note(const operation& op);

  /// Whether `op` changes nothing but what was made, and nothing of it is left when that goes.
  bool cover(const operation& op) const { return covering(op).has_value(); }

  /// What has to be undone of `op`, which cover() is true for, since things that were made after
  /// what it changes would not go otherwise: a default that may use them, a grant to such a role,
  /// and the column that a sequence belongs to, which would take it along. Throws `error` where
  /// that is not known.
  std::optional<operation> release(const operation& op) const;

  bool has_table(const std::string& table) const;
  bool has_column(const std::string& table, const std::string& column) const;

 private:
  struct made {
    object_kind kind;
    qualified_name name;
    qualified_name table{};   // of a column, constraint, index, trigger or policy
    std::string arguments{};  // of a routine, in parentheses
  };
  using place = std::optional<std::size_t>;  // in made_

  void add(object_kind kind, const std::string& name, const std::string& table = {});
  void rename(const operations_data::object_name& what, const std::string& to);
  void move(const operations_data::object_name& what, const std::string& to_schema);

  // The object itself, or what it is part of.
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
