#pragma once

/// The words that operations share. Constants for those a migration writes often are beside the
/// classes that take them.

namespace revise {

/// What happens to a row whose referenced row is deleted or changes its key.
enum class referential_action : unsigned char {
  no_action,
  restrict,
  cascade,
  set_null,
  set_default
};

/// When a constraint is checked (PostgreSQL manual, SET CONSTRAINTS).
enum class deferral : unsigned char { not_deferrable, deferrable, initially_deferred };

/// Whether and how the database numbers a column: a value given in an insert is taken
/// (`by_default`) or refused (`always`).
enum class identity_kind : unsigned char { none, by_default, always };

/// The order of a column in an index.
enum class index_order : unsigned char { unsaid, ascending, descending };
enum class nulls_order : unsigned char { unsaid, first, last };

/// What a policy is about (PostgreSQL manual, CREATE POLICY).
enum class policy_command : unsigned char { all, select, insert, update, delete_rows };

/// What is changed of a table's row-level security.
enum class row_security : unsigned char { enable, disable, force, no_force };

}  // namespace revise
