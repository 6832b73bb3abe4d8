#pragma once

/// Enumerations that several operations share. The constants that migrations often write are
/// declared beside the classes that take them.

namespace revise {

/// What happens to a row when the row it references is deleted, or its key changes.
enum class referential_action : unsigned char {
  no_action,
  restrict,
  cascade,
  set_null,
  set_default
};

/// When a constraint is checked (PostgreSQL manual, SET CONSTRAINTS).
enum class deferral : unsigned char { not_deferrable, deferrable, initially_deferred };

/// Whether the database numbers a column. An explicit value in an insert is accepted (`by_default`)
/// or refused (`always`).
enum class identity_kind : unsigned char { none, by_default, always };

/// The order of a column in an index.
enum class index_order : unsigned char { unsaid, ascending, descending };
enum class nulls_order : unsigned char { unsaid, first, last };

/// The commands that a policy applies to (PostgreSQL manual, CREATE POLICY).
enum class policy_command : unsigned char { all, select, insert, update, delete_rows };

/// A change to the row-level security of a table.
enum class row_security : unsigned char { enable, disable, force, no_force };

}  // namespace revise
