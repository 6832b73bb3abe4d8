#pragma once

#include <revise/location.h>

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "operations/access_operation.h"
#include "operations/data_operation.h"
#include "operations/guard_operation.h"
#include "operations/object_operation.h"
#include "operations/routine_operation.h"
#include "operations/schema_operation.h"
#include "operations/table_operation.h"
#include "util/result_set.h"

namespace soci {
class session;
}

/// An operation is data: a call of a migration, with copies of its texts, so that the call can be
/// run, printed, reversed and examined. A dialect turns it into SQL.

namespace revise::operations_data {

struct notify {
  std::string channel;
  std::string payload;
  bool operator==(const notify&) const = default;
};

using any_operation =
    std::variant<create_schema, create_extension, create_enum, add_enum_value, rename_enum_value,
                 create_domain, create_sequence, alter_sequence, sequence_follows, create_table,
                 attach_partition, detach_partition, add_column, alter_column_type, lock_table,
                 analyze_table, alter_nullability, alter_default, alter_identity, add_constraint,
                 validate_constraint, create_index, create_view, create_materialized_view,
                 refresh_materialized_view, create_routine, create_trigger, alter_row_security,
                 create_policy, alter_policy, create_role, grant, revoke, copy_grants, grant_role,
                 revoke_role, drop_object, rename_object, move_object, comment_on, notify, execute,
                 bulk_insert, copy_rows, backfill, expect_rows, preserve_rows, compare_rows>;

template <class Kind, class Variant>
inline constexpr bool is_alternative = false;
template <class Kind, class... Kinds>
inline constexpr bool is_alternative<Kind, std::variant<Kinds...>> = (std::is_same_v<Kind, Kinds> ||
                                                                      ...);

template <class Kind>
concept operation_kind = is_alternative<Kind, any_operation>;

/// An operation of any kind. It is a class, not an alias of the variant, so that its special
/// members are compiled once, in operation.cpp: a file that copies a variant of this size takes
/// seconds longer to compile. std::visit, std::get_if and std::holds_alternative accept it.
class operation : public any_operation {
 public:
  template <operation_kind Kind>
  operation(Kind what)  // NOLINT(google-explicit-constructor)
      : any_operation(std::in_place_type<Kind>, std::move(what)) {}

  operation(const operation& other);
  operation(operation&& other) noexcept;
  operation& operator=(const operation& other);
  operation& operator=(operation&& other) noexcept;
  ~operation();

  /// Returns whether both have the same kind and the same data.
  bool operator==(const operation& other) const;
};

}  // namespace revise::operations_data

namespace revise {

using operations_data::operation;

/// Returns whether `op` changes nothing, and only checks an expectation about rows.
bool is_guard(const operation& op);

/// Returns whether `op` only adds something without rows (a table, an index, a view, a trigger), so
/// that everything existing rows refer to still exists.
bool adds_only(const operation& op);

/// Receives operations: a database, a script or a list.
class operation_sink {
 public:
  virtual ~operation_sink() = default;

  /// Executes or stores `op`. `where` is the call in the migration's source.
  virtual void accept(const operation& op, location where) = 0;

  /// Returns the rows that the query finds. A sink without a database throws `error`, as this
  /// implementation does.
  virtual result_set query(const operations_data::query& asked, location where);

  /// Returns the database's own session, for <revise/soci.h>. A sink without a database throws
  /// `error`, as this implementation does.
  virtual soci::session& session(location where);
};

}  // namespace revise
