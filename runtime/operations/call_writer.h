#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operations/call_layout.h"
#include "operations/operation.h"

/// The pieces of call_text(): makes a call_part for each operation and for its arguments.

namespace revise {

/// `NAME(…)`
call_part call_of(std::string name, std::vector<call_part> arguments);

/// Returns a word or a number, unchanged.
call_part word(std::string text);

call_part text_part(std::string_view text);   ///< a string literal: a name or prose
call_part sql_part(const std::string& text);  ///< a literal of SQL
call_part sql_part(const raw_sql& sql);

/// `{"a", "b"}`
call_part names_part(const std::vector<std::string>& names);

/// `object::table("users")`
call_part object_part(const operations_data::object_name& what);

/// `varchar(20)`, `"order_state"`
call_part type_part(const operations_data::data_type& type);

/// Returns a column: `column("id", bigint).not_null()`. A constraint with an empty name is written
/// without a name. Throws `error` if no call makes such a column.
call_part column_part(const operations_data::column_definition& column);
call_part constraint_part(const operations_data::constraint& constraint);

/// Returns the columns of copy_rows and of operations with the same kind of columns.
call_part copied_columns_part(const std::vector<operations_data::copy_rows::column>& columns);

/// The options of a call, in braces. Options that are false, empty or not given are left out.
class option_list {
 public:
  option_list& add(const char* name, bool given);
  option_list& add(const char* name, const std::string& text);
  option_list& add(const char* name, const raw_sql& sql);
  option_list& add(const char* name, const std::vector<std::string>& names);
  option_list& add(const char* name, std::optional<long long> number);
  option_list& add(const char* name, std::optional<bool> given);
  option_list& add(const char* name, call_part value);

  const call_part& list() const { return list_; }

 private:
  call_part list_{.head = "", .form = call_part::shape::options};
};

/// Returns the call with `options` after its arguments; without them if no option is set.
call_part call_of(std::string name, std::vector<call_part> arguments, const option_list& options);

/// Returns the call of a function whose options have no default: `{}` if no option is set.
call_part call_with(std::string name, std::vector<call_part> arguments, const option_list& options);

/// Makes the call of an operation. Throws what call_text() throws.
struct call_writer {
  // Schemas, extensions, types and sequences are in call_schema.cpp.
  call_part operator()(const operations_data::create_schema& o) const;
  call_part operator()(const operations_data::create_extension& o) const;
  call_part operator()(const operations_data::create_enum& o) const;
  call_part operator()(const operations_data::add_enum_value& o) const;
  call_part operator()(const operations_data::rename_enum_value& o) const;
  call_part operator()(const operations_data::create_domain& o) const;
  call_part operator()(const operations_data::create_sequence& o) const;
  call_part operator()(const operations_data::alter_sequence& o) const;
  call_part operator()(const operations_data::sequence_follows& o) const;

  // Tables, columns, constraints and indexes are in call_table.cpp.
  call_part operator()(const operations_data::create_table& o) const;
  call_part operator()(const operations_data::attach_partition& o) const;
  call_part operator()(const operations_data::detach_partition& o) const;
  call_part operator()(const operations_data::add_column& o) const;
  call_part operator()(const operations_data::alter_column_type& o) const;
  call_part operator()(const operations_data::lock_table& o) const;
  call_part operator()(const operations_data::analyze_table& o) const;
  call_part operator()(const operations_data::alter_nullability& o) const;
  call_part operator()(const operations_data::alter_default& o) const;
  call_part operator()(const operations_data::alter_identity& o) const;
  call_part operator()(const operations_data::add_constraint& o) const;
  call_part operator()(const operations_data::validate_constraint& o) const;
  call_part operator()(const operations_data::create_index& o) const;

  // Views, functions, procedures and triggers are in call_routine.cpp.
  call_part operator()(const operations_data::create_view& o) const;
  call_part operator()(const operations_data::create_materialized_view& o) const;
  call_part operator()(const operations_data::refresh_materialized_view& o) const;
  call_part operator()(const operations_data::create_routine& o) const;
  call_part operator()(const operations_data::create_trigger& o) const;

  // Row-level security, policies, roles and grants are in call_access.cpp.
  call_part operator()(const operations_data::alter_row_security& o) const;
  call_part operator()(const operations_data::create_policy& o) const;
  call_part operator()(const operations_data::alter_policy& o) const;
  call_part operator()(const operations_data::create_role& o) const;
  call_part operator()(const operations_data::grant& o) const;
  call_part operator()(const operations_data::revoke& o) const;
  call_part operator()(const operations_data::copy_grants& o) const;
  call_part operator()(const operations_data::grant_role& o) const;
  call_part operator()(const operations_data::revoke_role& o) const;

  // Objects of all kinds, SQL, rows and notices are in call_data.cpp.
  call_part operator()(const operations_data::drop_object& o) const;
  call_part operator()(const operations_data::rename_object& o) const;
  call_part operator()(const operations_data::move_object& o) const;
  call_part operator()(const operations_data::comment_on& o) const;
  call_part operator()(const operations_data::notify& o) const;
  call_part operator()(const operations_data::execute& o) const;
  call_part operator()(const operations_data::bulk_insert& o) const;
  call_part operator()(const operations_data::copy_rows& o) const;
  call_part operator()(const operations_data::backfill& o) const;
  call_part operator()(const operations_data::expect_rows& o) const;
  call_part operator()(const operations_data::preserve_rows& o) const;
  call_part operator()(const operations_data::compare_rows& o) const;
};

}  // namespace revise
