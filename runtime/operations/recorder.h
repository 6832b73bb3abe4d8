#pragma once

#include <revise/operations.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "operations/argument_map.h"
#include "operations/operation.h"

namespace revise {

/// Returns an `execute` with the text of the SQL file that a migration calls `name`. Throws `error`
/// if the file does not exist.
using file_reader = std::function<operations_data::execute(std::string_view name, location where)>;

/// When the rows that preserve_rows promises are compared.
enum class row_comparison : unsigned char {
  at_the_end,  ///< in finish()
  at_once,     ///< in a check, after which nothing changes
  impossible,  ///< preserve_rows is refused: without a transaction, other sessions may write in
               ///< between
};

/// The object that a migration's functions receive: turns each call into data and passes it to the
/// sink.
class recorder final : public operations {
 public:
  /// `kind` is the database that the operations are for. `sink` and `arguments` must outlive the
  /// recorder. If `files` is empty, no SQL file exists.
  recorder(operation_sink& sink, database_kind kind, const argument_map& arguments,
           file_reader files = {}, row_comparison preserving = row_comparison::at_the_end);

  /// Call this when the migration's function has returned: compares the rows that preserve_rows
  /// promises. Throws what the sink throws.
  void finish();

 private:
  // Schemas, extensions, types and sequences are in recorder_schema.cpp.
  void do_create_schema(string_ref name, const schema_options& options, location where) override;
  void do_create_extension(string_ref name, const extension_options& options,
                           location where) override;
  void do_create_enum(string_ref name, const string_ref* values, count n, location where) override;
  void do_add_enum_value(string_ref name, string_ref value, const enum_value_options& options,
                         location where) override;
  void do_rename_enum_value(string_ref name, string_ref from, string_ref to,
                            location where) override;
  void do_create_domain(string_ref name, const type& base, const domain_options& options,
                        location where) override;
  void do_create_sequence(string_ref name, const sequence_options& options,
                          location where) override;
  void do_alter_sequence(string_ref name, const alter_sequence_options& options,
                         location where) override;
  void do_sequence_follows(string_ref sequence, string_ref table, string_ref column,
                           const sequence_follows_options& options, location where) override;

  // Tables, columns, constraints and indexes are in recorder_table.cpp.
  void do_create_table(string_ref name, const table_item* items, count n,
                       const table_options& options, location where) override;
  void do_lock_table(string_ref name, string_ref mode, location where) override;
  void do_analyze_table(string_ref name, location where) override;
  void do_attach_partition(string_ref table, string_ref partition, string_ref for_values,
                           location where) override;
  void do_detach_partition(string_ref table, string_ref partition, const detach_options& options,
                           location where) override;
  void do_add_column(string_ref table, const column& added, const add_column_options& options,
                     location where) override;
  void do_alter_column_type(string_ref table, string_ref name, const type& to,
                            const alter_type_options& options, location where) override;
  void do_alter_nullability(string_ref table, string_ref name, bool not_null,
                            location where) override;
  void do_alter_default(string_ref table, string_ref name, string_ref expression,
                        location where) override;
  void do_alter_identity(string_ref table, string_ref name, identity_kind kind,
                         location where) override;
  void do_add_constraint(string_ref table, const constraint_item& added, location where) override;
  void do_validate_constraint(string_ref table, string_ref name, location where) override;
  void do_create_index(string_ref name, string_ref table, const index_column* columns, count n,
                       const index_options& options, location where) override;
  void do_drop_index(string_ref name, const drop_index_options& options, location where) override;

  // Views, functions, procedures and triggers are in recorder_routine.cpp.
  void do_create_view(string_ref name, string_ref query, const view_options& options,
                      location where) override;
  void do_create_materialized_view(string_ref name, string_ref query,
                                   const materialized_view_options& options,
                                   location where) override;
  void do_refresh_materialized_view(string_ref name, const refresh_options& options,
                                    location where) override;
  void do_create_function(string_ref signature, const function_options& options,
                          location where) override;
  void do_create_procedure(string_ref signature, const procedure_options& options,
                           location where) override;
  void do_create_trigger(string_ref name, string_ref table, const trigger_options& options,
                         location where) override;

  // Row-level security, policies, roles and grants are in recorder_access.cpp.
  void do_row_level_security(string_ref table, row_security change, location where) override;
  void do_create_policy(string_ref name, string_ref table, const policy_options& options,
                        location where) override;
  void do_alter_policy(string_ref name, string_ref table, const alter_policy_options& options,
                       location where) override;
  void do_create_role(string_ref name, const role_options& options, location where) override;
  void do_grant(string_ref privileges, const object& on, const string_ref* roles, count n,
                const grant_options& options, location where) override;
  void do_revoke(string_ref privileges, const object& on, const string_ref* roles, count n,
                 const revoke_options& options, location where) override;
  void do_grant_role(string_ref role, const string_ref* members, count n, location where) override;
  void do_copy_grants(const object& from, const object& to, location where) override;
  void do_revoke_role(string_ref role, const string_ref* members, count n, location where) override;

  // Expectations about rows are in recorder_guard.cpp.
  void do_expect_rows(string_ref from, const expect_rows_options& options, location where) override;
  void do_preserve_rows(string_ref from, string_ref to, const preserve_rows_options& options,
                        location where) override;

  // Other operations are in recorder.cpp and recorder_data.cpp.
  void do_execute(string_ref sql, location where) override;
  void do_execute_file(string_ref name, location where) override;
  void do_execute_with(string_ref sql, const value* parameters, count n, location where) override;
  detail::found_rows* do_query(string_ref sql, const value* parameters, count n,
                               detail::expected_result expected, location where) override;
  void do_bulk_insert(string_ref table, const string_ref* columns, count n, row_source source,
                      void* context, location where) override;
  void do_backfill(string_ref table, const backfill_options& options, location where) override;
  void do_copy_rows(string_ref from, string_ref to, const copy_options& options,
                    location where) override;
  soci::session& do_session(location where) override;
  void do_rename(const object& what, string_ref to, location where) override;
  void do_move(const object& what, string_ref to_schema, location where) override;
  void do_drop(const object& what, const drop_options& options, location where) override;
  void do_comment(const object& on, string_ref words, location where) override;
  void do_notify(string_ref channel, string_ref payload, location where) override;
  string_ref do_argument(string_ref key, const string_ref* otherwise) const override;
  long long do_number_argument(string_ref key, long long otherwise) const override;
  database_kind do_database() const override { return kind_; }
  operations& do_on(database_kind kind) override;

  operation_sink& sink_;
  database_kind kind_;
  const argument_map& arguments_;
  file_reader files_;
  row_comparison preserving_;
  std::vector<std::pair<operations_data::preserve_rows, location>> promises_;
  std::unique_ptr<recorder> elsewhere_;  ///< for on() with another database; null until needed
};

}  // namespace revise
