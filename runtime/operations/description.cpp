#include "operations/description.h"

#include <fmt/format.h>

#include <algorithm>

#include "operations/object_kind.h"

namespace revise {

namespace data = operations_data;

namespace {

// Returns the kind's name in calls: `drop_enum`, `drop_materialized_view`.
std::string word_for(object_kind kind) {
  if (kind == object_kind::type) return "enum";
  std::string word(sql_of(kind));
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

std::string text(std::string_view call, std::string_view name) {
  return fmt::format("{} '{}'", call, name);
}

std::string text(std::string_view call, std::string_view table, std::string_view name) {
  return fmt::format("{} '{}.{}'", call, table, name);
}

std::string text(std::string_view verb, const data::object_name& what) {
  const std::string call = fmt::format("{}_{}", verb, word_for(what.kind));
  return what.table.empty() ? text(call, what.name) : text(call, what.table, what.name);
}

struct describer {
  std::string operator()(const data::create_schema& o) const {
    return text("create_schema", o.name);
  }
  std::string operator()(const data::create_extension& o) const {
    return text("create_extension", o.name);
  }
  std::string operator()(const data::create_enum& o) const { return text("create_enum", o.name); }
  std::string operator()(const data::add_enum_value& o) const {
    return text("add_enum_value", o.name, o.value);
  }
  std::string operator()(const data::rename_enum_value& o) const {
    return text("rename_enum_value", o.name, o.from);
  }
  std::string operator()(const data::create_domain& o) const {
    return text("create_domain", o.name);
  }
  std::string operator()(const data::create_sequence& o) const {
    return text("create_sequence", o.name);
  }
  std::string operator()(const data::alter_sequence& o) const {
    return text("alter_sequence", o.name);
  }
  std::string operator()(const data::sequence_follows& o) const {
    return text("sequence_follows", o.table, o.column);
  }
  std::string operator()(const data::create_table& o) const { return text("create_table", o.name); }
  std::string operator()(const data::attach_partition& o) const {
    return text("attach_partition", o.partition);
  }
  std::string operator()(const data::detach_partition& o) const {
    return text("detach_partition", o.partition);
  }
  std::string operator()(const data::add_column& o) const {
    return text("add_column", o.table, o.column.name);
  }
  std::string operator()(const data::alter_column_type& o) const {
    return text("alter_column_type", o.table, o.column);
  }
  std::string operator()(const data::alter_nullability& o) const {
    return text(o.not_null ? "set_not_null" : "drop_not_null", o.table, o.column);
  }
  std::string operator()(const data::alter_default& o) const {
    return text(o.expression.empty() ? "drop_default" : "set_default", o.table, o.column);
  }
  std::string operator()(const data::lock_table& o) const { return text("lock_table", o.table); }
  std::string operator()(const data::analyze_table& o) const {
    return text("analyze_table", o.table);
  }
  std::string operator()(const data::alter_identity& o) const {
    return text(o.identity == identity_kind::none ? "drop_identity" : "add_identity", o.table,
                o.column);
  }
  std::string operator()(const data::add_constraint& o) const {
    return text("add_constraint", o.table,
                std::visit([](const auto& c) { return c.name; }, o.added));
  }
  std::string operator()(const data::validate_constraint& o) const {
    return text("validate_constraint", o.table, o.name);
  }
  std::string operator()(const data::create_index& o) const { return text("create_index", o.name); }
  std::string operator()(const data::create_view& o) const { return text("create_view", o.name); }
  std::string operator()(const data::create_materialized_view& o) const {
    return text("create_materialized_view", o.name);
  }
  std::string operator()(const data::refresh_materialized_view& o) const {
    return text("refresh_materialized_view", o.name);
  }
  std::string operator()(const data::create_routine& o) const {
    return text(o.is_procedure ? "create_procedure" : "create_function", o.signature);
  }
  std::string operator()(const data::create_trigger& o) const {
    return text("create_trigger", o.name);
  }
  std::string operator()(const data::alter_row_security& o) const {
    switch (o.change) {
      case row_security::enable:
        return text("enable_row_level_security", o.table);
      case row_security::disable:
        return text("disable_row_level_security", o.table);
      case row_security::force:
        return text("force_row_level_security", o.table);
      case row_security::no_force:
        break;
    }
    return text("no_force_row_level_security", o.table);
  }
  std::string operator()(const data::create_policy& o) const {
    return text("create_policy", o.name);
  }
  std::string operator()(const data::alter_policy& o) const { return text("alter_policy", o.name); }
  std::string operator()(const data::create_role& o) const { return text("create_role", o.name); }
  std::string operator()(const data::grant& o) const {
    return text("grant", o.privileges.as_given());
  }
  std::string operator()(const data::revoke& o) const {
    return text("revoke", o.privileges.as_given());
  }
  std::string operator()(const data::grant_role& o) const { return text("grant_role", o.role); }
  std::string operator()(const data::copy_grants& o) const {
    return text("copy_grants", o.to.name);
  }
  std::string operator()(const data::revoke_role& o) const { return text("revoke_role", o.role); }
  std::string operator()(const data::drop_object& o) const { return text("drop", o.what); }
  std::string operator()(const data::rename_object& o) const { return text("rename", o.what); }
  std::string operator()(const data::move_object& o) const { return text("move", o.what); }
  std::string operator()(const data::comment_on& o) const {
    return text("comment on " + word_for(o.what.kind), o.what.name);
  }
  std::string operator()(const data::notify& o) const { return text("notify", o.channel); }
  std::string operator()(const data::execute&) const { return "execute"; }
  std::string operator()(const data::bulk_insert& o) const { return text("bulk_insert", o.table); }
  std::string operator()(const data::backfill& o) const { return text("backfill", o.table); }
  std::string operator()(const data::copy_rows& o) const { return text("copy_rows", o.to); }
  std::string operator()(const data::expect_rows& o) const { return text("expect_rows", o.from); }
  std::string operator()(const data::preserve_rows& o) const {
    return text("preserve_rows", o.from);
  }
  std::string operator()(const data::compare_rows& o) const {
    return text("preserve_rows", o.remembered.from);
  }
};

}  // namespace

std::string description_of(const operation& op) { return std::visit(describer{}, op); }

}  // namespace revise
