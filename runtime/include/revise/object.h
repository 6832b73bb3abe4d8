#pragma once

#include <revise/string_ref.h>

namespace revise {

enum class object_kind : unsigned char {
  schema,
  extension,
  type,
  domain,
  sequence,
  table,
  column,
  constraint,
  index,
  view,
  materialized_view,
  function,
  procedure,
  trigger,
  policy,
  role,
  database,
  all_tables,
  all_sequences,
  all_functions
};

/// Something in a database, by kind and name. It is the argument of the operations that work on all
/// kinds: rename, move, comment, grant. `op.comment(object::column("users", "email"), "as typed")`.
struct object {
  object_kind kind;
  string_ref name;  ///< may be `schema.name`; a function's name includes its arguments
  string_ref of;    ///< the table of a column, constraint, trigger or policy; otherwise empty

  static constexpr object schema(string_ref name) { return {object_kind::schema, name, {}}; }
  static constexpr object extension(string_ref name) { return {object_kind::extension, name, {}}; }
  /// An enum, or any other type.
  static constexpr object type(string_ref name) { return {object_kind::type, name, {}}; }
  static constexpr object domain(string_ref name) { return {object_kind::domain, name, {}}; }
  static constexpr object sequence(string_ref name) { return {object_kind::sequence, name, {}}; }
  static constexpr object table(string_ref name) { return {object_kind::table, name, {}}; }
  static constexpr object column(string_ref table, string_ref name) {
    return {object_kind::column, name, table};
  }
  static constexpr object constraint(string_ref table, string_ref name) {
    return {object_kind::constraint, name, table};
  }
  static constexpr object index(string_ref name) { return {object_kind::index, name, {}}; }
  static constexpr object view(string_ref name) { return {object_kind::view, name, {}}; }
  static constexpr object materialized_view(string_ref name) {
    return {object_kind::materialized_view, name, {}};
  }
  /// `signature`: "auth.uid()", "has_role(uuid, text)". It needs no parentheses if only one
  /// function has this name.
  static constexpr object function(string_ref signature) {
    return {object_kind::function, signature, {}};
  }
  static constexpr object procedure(string_ref signature) {
    return {object_kind::procedure, signature, {}};
  }
  static constexpr object trigger(string_ref table, string_ref name) {
    return {object_kind::trigger, name, table};
  }
  static constexpr object policy(string_ref table, string_ref name) {
    return {object_kind::policy, name, table};
  }
  static constexpr object role(string_ref name) { return {object_kind::role, name, {}}; }
  static constexpr object database(string_ref name) { return {object_kind::database, name, {}}; }

  // For grant and revoke: all objects of the kind that the schema contains when the statement runs.
  static constexpr object all_tables(string_ref schema) {
    return {object_kind::all_tables, schema, {}};
  }
  static constexpr object all_sequences(string_ref schema) {
    return {object_kind::all_sequences, schema, {}};
  }
  static constexpr object all_functions(string_ref schema) {
    return {object_kind::all_functions, schema, {}};
  }
};

}  // namespace revise
