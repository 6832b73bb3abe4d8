#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operations/call_layout.h"
#include "operations/operation.h"

/// What call_text() is made of: a call_part for each operation, and for what stands in one.

namespace revise {

/// `NAME(…)`
call_part call_of(std::string name, std::vector<call_part> arguments);

/// A word or a number, as it is.
call_part word(std::string text);

call_part text_part(std::string_view text);   ///< a name, or words
call_part sql_part(const std::string& text);  ///< SQL
call_part sql_part(const raw_sql& sql);

/// `{"a", "b"}`
call_part names_part(const std::vector<std::string>& names);

/// `object::table("users")`
call_part object_part(const operations_data::object_name& what);

/// `varchar(20)`, `"order_state"`
call_part type_part(const operations_data::data_type& type);

/// A column as `column("id", bigint).not_null()`; constraints with a name that is empty get none.
/// Throws `error` where a column of a call cannot be so.
call_part column_part(const operations_data::column_definition& column);
call_part constraint_part(const operations_data::constraint& constraint);

/// The columns of copy_rows and its like.
call_part copied_columns_part(const std::vector<operations_data::copy_rows::column>& columns);

/// The options of a call, in braces. What is false, empty or not given is left out.
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

/// The call with `options` behind its arguments, where it has any.
call_part call_of(std::string name, std::vector<call_part> arguments, const option_list& options);

/// The call of a function whose options have no default: `{}` where there is none.
call_part call_with(std::string name, std::vector<call_part> arguments, const option_list& options);

/// The call of an operation. Throws `error` as call_text() does.
struct call_writer {
  // Schemas, extensions, types, sequences: call_schema.cpp.
  call_part operator()(const operations_data::create_schema& o) const;
  call_part operator()(const operations_data::create_extension& o) const;
  call_part operator()(const operations_data::create_enum& o) const;
  call_part operator()(const operations_data::add_enum_value& o) const;
  call_part operator()(const operations_data::rename_enum_value& o) const;
  call_part operator()(const operations_data::create_domain& o) const;
  call_part operator()(const operations_data::create_sequence& o) const;
  call_part operator()(const operations_data::alter_sequence& o) const;
  call_part operator()(const operations_data::sequence_follows& o) const;

  // Tables, columns, constraints, indexes: call_table.cpp.
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

  // Views, functions, procedures, triggers: call_routine.cpp.
  call_part operator()(const operations_data::create_view& o) const;
  call_part operator()(const operations_data::create_materialized_view& o) const;
  call_part operator()(const operations_data::refresh_materialized_view& o) const;
  call_part operator()(const operations_data::create_routine& o) const;
  call_part operator()(const operations_data::create_trigger& o) const;

  // Row-level security, policies, roles, grants: call_access.cpp.
  call_part operator()(const operations_data::alter_row_security& o) const;
  call_part operator()(const operations_data::create_policy& o) const;
  call_part operator()(const operations_data::alter_policy& o) const;
  call_part operator()(const operations_data::create_role& o) const;
  call_part operator()(const operations_data::grant& o) const;
  call_part operator()(const operations_data::revoke& o) const;
  call_part operator()(const operations_data::copy_grants& o) const;
  call_part operator()(const operations_data::grant_role& o) const;
  call_part operator()(const operations_data::revoke_role& o) const;

  // Objects of all kinds, SQL, rows, notices: call_data.cpp.
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
