#pragma once

#include "dialect/standard.h"

namespace revise {

/// The dialect of SQLite 3.35 and later. docs/sqlite.md says what is native, what is done by a
/// rebuild, and what is refused.
class sqlite_dialect final : public standard_dialect {
 public:
  const database_traits& traits() const override;
  void check(const operation& op) const override;
  std::vector<std::string> statements(const operation& op, schema_reader& there) const override;
  std::string literal(const sql_value& v) const override;

 private:
  database_kind kind() const override { return database_kind::sqlite; }
  bool is_keyword(std::string_view word) const override;
  void check_identifier(std::string_view name) const override;
  std::string type_text(const operations_data::data_type& t) const override;
  std::string column_type(const operations_data::column_definition& column) const override;
  std::string default_text(const std::string& expression) const override;
  std::string referenced_table(const std::string& name) const override;
  std::string_view overriding() const override;
  std::string indexed_name(const std::string& name) const override;

  using standard_dialect::sql;

  // Refusal of what SQLite does not support: check.cpp. Each function throws `error`; `call`
  // contains the operation `op`.
  template <class Operation>
  void check_options(const Operation&, const operation&) const {}
  void check_options(const operations_data::create_table& op, const operation& call) const;
  void check_options(const operations_data::add_column& op, const operation& call) const;
  void check_options(const operations_data::alter_column_type& op, const operation& call) const;
  void check_options(const operations_data::alter_nullability& op, const operation& call) const;
  void check_options(const operations_data::alter_default& op, const operation& call) const;
  void check_options(const operations_data::alter_identity& op, const operation& call) const;
  void check_options(const operations_data::add_constraint& op, const operation& call) const;
  void check_options(const operations_data::sequence_follows& op, const operation& call) const;
  void check_options(const operations_data::create_index& op, const operation& call) const;
  void check_options(const operations_data::drop_object& op, const operation& call) const;
  void check_options(const operations_data::rename_object& op, const operation& call) const;
  void check_options(const operations_data::create_view& op, const operation& call) const;
  void check_options(const operations_data::create_trigger& op, const operation& call) const;

  void check_names(const operations_data::object_name& what) const;

  statement_list sql(const operations_data::create_index& op) const;
  statement_list sql(const operations_data::create_trigger& op) const;
  statement_list sql(const operations_data::execute& op) const;

  // Guards: guard.cpp.
  using standard_dialect::guard_of;
  guard_sql guard_of(const operations_data::preserve_rows& op) const override;
  guard_sql guard_of(const operations_data::compare_rows& op) const override;
  statement_list sql(const operations_data::expect_rows& op) const;
  statement_list sql(const operations_data::preserve_rows& op) const;
  statement_list sql(const operations_data::compare_rows& op) const;
  /// Returns statements that stop the sqlite3 shell with an error if the guard fails, for a script.
  static statement_list raised(const guard_sql& guard);

  std::string create_text(const operations_data::create_table& op) const;
  /// Throws `error` for a default that SQLite cannot compute. An empty expression is accepted.
  void require_default(const std::string& table, const std::string& column,
                       const raw_sql& expression, schema_reader& there) const;

  // Operations that may have to read the database: dialect.cpp, alter.cpp, drop.cpp.
  statement_list sql(const operations_data::create_table& op, schema_reader& there) const;
  statement_list sql(const operations_data::add_column& op, schema_reader& there) const;
  statement_list sql(const operations_data::alter_column_type& op, schema_reader& there) const;
  statement_list sql(const operations_data::alter_nullability& op, schema_reader& there) const;
  statement_list sql(const operations_data::alter_default& op, schema_reader& there) const;
  statement_list sql(const operations_data::alter_identity& op, schema_reader& there) const;
  statement_list sql(const operations_data::add_constraint& op, schema_reader& there) const;
  statement_list sql(const operations_data::sequence_follows& op, schema_reader& there) const;
  statement_list sql(const operations_data::drop_object& op, schema_reader& there) const;
  statement_list sql(const operations_data::rename_object& op, schema_reader& there) const;
  statement_list sql(const operations_data::create_view& op, schema_reader& there) const;
  statement_list drop_column(const operations_data::drop_object& op, schema_reader& there) const;
  statement_list drop_constraint(const operations_data::drop_object& op,
                                 schema_reader& there) const;
  statement_list rename_constraint(const operations_data::rename_object& op,
                                   schema_reader& there) const;
  statement_list rename_table(const operations_data::rename_object& op, schema_reader& there) const;
  statement_list rename_by_text(const operations_data::rename_object& op,
                                schema_reader& there) const;
};

}  // namespace revise
