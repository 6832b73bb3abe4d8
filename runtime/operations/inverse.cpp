#include "operations/inverse.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "operations/description.h"
#include "operations/made_objects.h"
#include "operations/routine_types.h"
#include "sql/qualified_name.h"
#include "sql/quoted_identifier.h"

namespace revise {

namespace data = operations_data;

namespace {

data::drop_object drop(object_kind kind, const std::string& name, const std::string& table = {}) {
  return {.what = {.kind = kind, .name = name, .table = table}};
}

// Qualifies `name` with `schema`, unless that is empty.
std::string in_schema(const std::string& schema, const std::string& name) {
  return schema.empty() ? name : schema + '.' + name;
}

// Returns the schema as it is written, with its quotes.
std::string schema_of(const std::string& name) {
  bool quoted = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '"') quoted = !quoted;
    if (name[i] == '.' && !quoted) return name.substr(0, i);
  }
  return {};
}

std::string without_schema(const std::string& name) {
  const std::string schema = schema_of(std::string(parse_signature(name).name));
  return schema.empty() ? name : name.substr(schema.size() + 1);
}

// `routine(a uuid, b text default 'x')` in the form that `drop` takes: without defaults.
std::string droppable(const std::string& signature) {
  const routine_signature parts = parse_signature(signature);
  if (parts.arguments.empty()) return std::string(parts.name);
  return fmt::format("{}({})", parts.name, fmt::join(routine_arguments(parts.arguments), ","));
}

/// Either the inverse of an operation, or the reason why it has no inverse.
struct turned {
  std::optional<operation> inverse;
  std::string why;

  static turned into(operation op) { return {std::move(op), {}}; }
  static turned no(std::string why) { return {{}, std::move(why)}; }
};

turned unless(bool may_find, operation inverse, std::string_view option) {
  if (!may_find) return turned::into(std::move(inverse));
  return turned::no(fmt::format("with {}, it may have existed before", option));
}

struct turner {
  turned operator()(const data::create_schema& o) const {
    return unless(o.if_not_exists, drop(object_kind::schema, o.name), "if_not_exists");
  }
  turned operator()(const data::create_extension& o) const {
    return unless(o.if_not_exists, drop(object_kind::extension, o.name), "if_not_exists");
  }
  turned operator()(const data::create_enum& o) const {
    return turned::into(drop(object_kind::type, o.name));
  }
  turned operator()(const data::rename_enum_value& o) const {
    return turned::into(data::rename_enum_value{o.name, o.to, o.from});
  }
  turned operator()(const data::create_domain& o) const {
    return turned::into(drop(object_kind::domain, o.name));
  }
  turned operator()(const data::create_sequence& o) const {
    return unless(o.if_not_exists, drop(object_kind::sequence, o.name), "if_not_exists");
  }
  turned operator()(const data::create_table& o) const {
    return unless(o.if_not_exists, drop(object_kind::table, o.name), "if_not_exists");
  }
  turned operator()(const data::attach_partition& o) const {
    return turned::into(data::detach_partition{o.table, o.partition});
  }
  turned operator()(const data::add_column& o) const {
    return unless(o.if_not_exists, drop(object_kind::column, o.column.name, o.table),
                  "if_not_exists");
  }
  turned operator()(const data::alter_identity& o) const {
    if (o.identity == identity_kind::none) return turned::no("its previous state is not known");
    return turned::into(data::alter_identity{o.table, o.column, identity_kind::none});
  }
  turned operator()(const data::add_constraint& o) const {
    const auto* key = std::get_if<data::key_constraint>(&o.added);
    if (key != nullptr && !key->index.empty()) {
      return turned::no("dropping the key would also drop the index that it took over");
    }
    return turned::into(drop(object_kind::constraint,
                             std::visit([](const auto& c) { return c.name; }, o.added), o.table));
  }
  turned operator()(const data::create_index& o) const {
    // An index is in its table's schema.
    const std::string name =
        schema_of(o.name).empty() ? in_schema(schema_of(o.table), o.name) : o.name;
    data::drop_object dropped = drop(object_kind::index, name);
    dropped.concurrently = o.concurrently;
    return unless(o.if_not_exists, dropped, "if_not_exists");
  }
  turned operator()(const data::create_view& o) const {
    return unless(o.replace, drop(object_kind::view, o.name), "replace");
  }
  turned operator()(const data::create_materialized_view& o) const {
    return unless(o.if_not_exists, drop(object_kind::materialized_view, o.name), "if_not_exists");
  }
  turned operator()(const data::create_routine& o) const {
    return unless(o.replace || o.if_not_exists,
                  drop(o.is_procedure ? object_kind::procedure : object_kind::function,
                       droppable(o.signature)),
                  o.replace ? "replace" : "if_not_exists");
  }
  turned operator()(const data::create_trigger& o) const {
    return unless(o.replace, drop(object_kind::trigger, o.name, o.table), "replace");
  }
  turned operator()(const data::create_policy& o) const {
    return turned::into(drop(object_kind::policy, o.name, o.table));
  }
  turned operator()(const data::create_role& o) const {
    return unless(o.if_not_exists, drop(object_kind::role, o.name), "if_not_exists");
  }
  turned operator()(const data::rename_object& o) const {
    data::object_name renamed = o.what;
    const bool of_table = !o.what.table.empty();
    if (o.what.kind == object_kind::function || o.what.kind == object_kind::procedure) {
      const routine_signature parts = parse_signature(o.what.name);
      const std::string name(parts.name);
      renamed.name = in_schema(schema_of(name), o.to) + std::string(parts.arguments);
      return turned::into(data::rename_object{renamed, without_schema(name)});
    }
    if (of_table || o.what.kind == object_kind::schema || o.what.kind == object_kind::role) {
      renamed.name = o.to;
      return turned::into(data::rename_object{renamed, o.what.name});
    }
    renamed.name = in_schema(schema_of(o.what.name), o.to);
    return turned::into(data::rename_object{renamed, without_schema(o.what.name)});
  }
  turned operator()(const data::move_object& o) const {
    const std::string from = parse_qualified_name(parse_signature(o.what.name).name).schema;
    if (from.empty()) return turned::no("its name does not say which schema it was in");
    data::object_name moved = o.what;
    const bool has_dot = o.to_schema.find('.') != std::string::npos;
    moved.name = in_schema(has_dot ? quoted_identifier(o.to_schema) : o.to_schema,
                           without_schema(o.what.name));
    return turned::into(data::move_object{moved, from});
  }
  turned operator()(const data::notify& o) const { return turned::into(o); }
  turned operator()(const data::execute&) const {
    return turned::no("revise does not interpret SQL");
  }
  turned operator()(const data::bulk_insert&) const {
    return turned::no("its rows cannot be told from those that existed before");
  }
  turned operator()(const data::copy_rows&) const {
    return turned::no("its rows cannot be told from those that existed before");
  }
  turned operator()(const data::backfill&) const {
    return turned::no("the previous values of the rows are not known");
  }
  turned operator()(const data::drop_object&) const {
    return turned::no("the definition of what was dropped is not known");
  }
  turned operator()(const data::add_enum_value&) const {
    return turned::no("postgresql cannot remove a value from an enum");
  }
  template <class Operation>
  turned operator()(const Operation&) const {
    return turned::no("its previous state is not known");
  }
};

// When PostgreSQL drops a primary key, its columns stay not null (manual, ALTER TABLE, DROP
// CONSTRAINT). Whether they were not null before is unknown. It matters only if the columns stay.
bool leaves_not_null(const operation& op, const made_objects& made) {
  const auto* added = std::get_if<data::add_constraint>(&op);
  const auto* key = added == nullptr ? nullptr : std::get_if<data::key_constraint>(&added->added);
  if (key == nullptr || key->what != data::key_constraint::kind::primary) return false;
  return !std::all_of(key->columns.begin(), key->columns.end(), [&](const std::string& column) {
    return made.has_column(added->table, column);
  });
}

bool leaves_no_trace(const operation& op) {
  return is_guard(op) || std::holds_alternative<data::lock_table>(op) ||
         std::holds_alternative<data::analyze_table>(op);
}

std::optional<operation> release(const made_objects& made, const recorded_operation& op) {
  try {
    return made.release(op.what);
  } catch (const error& e) {
    throw no_inverse(fmt::format("{} has no inverse: {}", description_of(op.what), e.what()),
                     op.where);
  }
}

}  // namespace

std::vector<recorded_operation> inverse_of(const std::vector<recorded_operation>& done) {
  std::vector<recorded_operation> result;
  made_objects made;
  for (const recorded_operation& op : done) {
    if (leaves_no_trace(op.what)) continue;
    turned how = std::visit(turner{}, op.what);
    if (leaves_not_null(op.what, made)) {
      how = turned::no(
          "its columns stay not null after it is dropped, and may have been nullable before");
    }
    if (how.inverse) {
      result.push_back({*std::move(how.inverse), op.where});
    } else if (made.cover(op.what)) {
      if (auto released = release(made, op)) result.push_back({*std::move(released), op.where});
    } else {
      throw no_inverse(fmt::format("{} has no inverse: {}", description_of(op.what), how.why),
                       op.where);
    }
    made.note(op.what);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace revise
