#pragma once

#include "dialect/standard.h"

namespace revise {

/// The dialect of PostgreSQL 14 and later.
class postgresql_dialect final : public standard_dialect {
 public:
  const database_traits& traits() const override;
  void check(const operation& op) const override;
  std::vector<std::string> statements(const operation& op, schema_reader&) const override;
  std::string literal(const sql_value& v) const override;

 private:
  database_kind kind() const override { return database_kind::postgresql; }
  bool is_keyword(std::string_view word) const override;
  void check_identifier(std::string_view name) const override;
  std::string type_text(const operations_data::data_type& t) const override;
  std::string column_type(const operations_data::column_definition& column) const override;
  std::string default_text(const std::string& expression) const override;
  std::string referenced_table(const std::string& name) const override;
  std::string_view overriding() const override;
  std::string indexed_name(const std::string& name) const override;

  using standard_dialect::sql;

  // Schemas, extensions, types, sequences: schema.cpp.
  statement_list sql(const operations_data::create_schema& op) const;
  statement_list sql(const operations_data::create_extension& op) const;
  statement_list sql(const operations_data::create_enum& op) const;
  statement_list sql(const operations_data::add_enum_value& op) const;
  statement_list sql(const operations_data::rename_enum_value& op) const;
  statement_list sql(const operations_data::create_domain& op) const;
  statement_list sql(const operations_data::create_sequence& op) const;
  statement_list sql(const operations_data::alter_sequence& op) const;
  statement_list sql(const operations_data::sequence_follows& op) const;
  /// Returns SQL for the largest, or smallest, of the column's numbers and the numbers that the
  /// sequences gave out.
  std::string furthest(std::string_view of_all, std::string_view of_rows, const std::string& column,
                       const std::vector<std::string>& after) const;
  std::string settings(const operations_data::sequence_settings& s, std::string_view name) const;

  // Tables, columns, constraints, indexes: table.cpp.
  statement_list sql(const operations_data::create_table& op) const;
  statement_list sql(const operations_data::attach_partition& op) const;
  statement_list sql(const operations_data::detach_partition& op) const;
  statement_list sql(const operations_data::add_column& op) const;
  statement_list sql(const operations_data::alter_column_type& op) const;
  statement_list sql(const operations_data::alter_nullability& op) const;
  statement_list sql(const operations_data::alter_default& op) const;
  statement_list sql(const operations_data::lock_table& op) const;
  statement_list sql(const operations_data::analyze_table& op) const;
  statement_list sql(const operations_data::alter_identity& op) const;
  statement_list sql(const operations_data::add_constraint& op) const;
  statement_list sql(const operations_data::validate_constraint& op) const;
  statement_list sql(const operations_data::create_index& op) const;
  std::string comment_text(object_kind kind, const std::string& name, const std::string& table,
                           const std::string& words) const;
  /// Returns `alter table TABLE `.
  std::string alter_table(const std::string& table) const;
  /// Returns `alter table TABLE alter column COLUMN `.
  std::string alter_column(const std::string& table, const std::string& column) const;

  // Views, functions, procedures, triggers: routine.cpp.
  statement_list sql(const operations_data::create_view& op) const;
  statement_list sql(const operations_data::create_materialized_view& op) const;
  statement_list sql(const operations_data::refresh_materialized_view& op) const;
  statement_list sql(const operations_data::create_routine& op) const;
  statement_list sql(const operations_data::create_trigger& op) const;
  /// Returns the name, quoted if necessary, and the arguments.
  std::string signature(std::string_view text) const;

  // Row-level security, policies, roles, grants: access.cpp.
  statement_list sql(const operations_data::alter_row_security& op) const;
  statement_list sql(const operations_data::create_policy& op) const;
  statement_list sql(const operations_data::alter_policy& op) const;
  statement_list sql(const operations_data::create_role& op) const;
  statement_list sql(const operations_data::grant& op) const;
  statement_list sql(const operations_data::revoke& op) const;
  statement_list sql(const operations_data::copy_grants& op) const;
  statement_list sql(const operations_data::grant_role& op) const;
  statement_list sql(const operations_data::revoke_role& op) const;
  std::string roles(const std::vector<std::string>& names) const;
  /// Returns ` using (…) with check (…)`, without a part that is empty.
  std::string conditions(const raw_sql& using_expression, const raw_sql& check_expression,
                         std::string_view policy) const;

  // Guards: guard.cpp.
  using standard_dialect::guard_of;
  guard_sql guard_of(const operations_data::preserve_rows& op) const override;
  guard_sql guard_of(const operations_data::compare_rows& op) const override;
  statement_list sql(const operations_data::expect_rows& op) const;
  statement_list sql(const operations_data::preserve_rows& op) const;
  statement_list sql(const operations_data::compare_rows& op) const;
  /// Returns a statement that raises a server error if the guard fails, for a script.
  static statement_list raised(const guard_sql& guard);

  // Conditional statements, which create only what does not exist and drop only what is not needed:
  // presence.cpp.
  /// Returns a statement that runs `statements` if `what` does not exist.
  statement_list unless_there(const operations_data::object_name& what,
                              const statement_list& statements) const;
  /// Returns `drop` or `grant`, with the conditions of `op`.
  statement_list on_conditions(const operations_data::drop_object& op,
                               const std::string& drop) const;
  statement_list on_conditions(const operations_data::grant& op, const std::string& grant) const;
  /// Returns PL/pgSQL that runs `statement` if the object has the comment.
  std::string if_commented(const operations_data::object_name& what, const std::string& comment,
                           const std::string& statement) const;
  /// Returns SQL for the object's id, or null if the object does not exist. Throws `error` for a
  /// kind that cannot be looked up by name (a column, a policy).
  std::string id_of(const operations_data::object_name& what) const;

  // Operations on objects of all kinds, and the other operations: dialect.cpp.
  statement_list sql(const operations_data::drop_object& op) const;
  statement_list sql(const operations_data::rename_object& op) const;
  statement_list sql(const operations_data::move_object& op) const;
  statement_list sql(const operations_data::comment_on& op) const;
  statement_list sql(const operations_data::notify& op) const;
  statement_list sql(const operations_data::execute& op) const;
  /// Returns the object's name as SQL writes it after its kind.
  std::string object_text(const operations_data::object_name& what) const;
};

/// Returns "an index", "all tables in a schema", for messages.
std::string any_of(object_kind kind);

}  // namespace revise
