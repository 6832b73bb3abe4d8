#include "operations/made_objects.h"

#include <algorithm>
#include <initializer_list>

#include "operations/routine_types.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

bool same(const qualified_name& a, const qualified_name& b) {
  return a.name == b.name && a.schema == b.schema;
}

// Maps the kind to a representative of the kinds that share a name space (PostgreSQL manual, CREATE
// TABLE).
object_kind name_space(object_kind kind) {
  switch (kind) {
    case object_kind::sequence:
    case object_kind::view:
    case object_kind::materialized_view:
      return object_kind::table;
    case object_kind::domain:
      return object_kind::type;
    case object_kind::procedure:
      return object_kind::function;
    default:
      return kind;
  }
}

// The name of a schema, an extension or a role is not qualified.
qualified_name name_of(object_kind kind, const std::string& name) {
  switch (kind) {
    case object_kind::function:
    case object_kind::procedure:
      return parse_qualified_name(parse_signature(name).name);
    case object_kind::type:
    case object_kind::domain:
    case object_kind::sequence:
    case object_kind::table:
    case object_kind::index:
    case object_kind::view:
    case object_kind::materialized_view:
      return parse_qualified_name(name);
    default:
      return {{}, name};
  }
}

}  // namespace

void made_objects::add(object_kind kind, const std::string& name, const std::string& table) {
  made it{.kind = kind, .name = name_of(kind, name)};
  if (!table.empty()) it.table = parse_qualified_name(table);
  if (name_space(kind) == object_kind::function) it.arguments = parse_signature(name).arguments;
  // An index is in its table's schema.
  if (kind == object_kind::index && it.name.schema.empty()) it.name.schema = it.table.schema;
  made_.push_back(std::move(it));
}

void made_objects::note(const operation& op) {
  if (const auto* schema = std::get_if<data::create_schema>(&op)) {
    if (!schema->if_not_exists) add(object_kind::schema, schema->name);
  } else if (const auto* extension = std::get_if<data::create_extension>(&op)) {
    if (!extension->if_not_exists) add(object_kind::extension, extension->name);
  } else if (const auto* type = std::get_if<data::create_enum>(&op)) {
    add(object_kind::type, type->name);
  } else if (const auto* domain = std::get_if<data::create_domain>(&op)) {
    add(object_kind::domain, domain->name);
  } else if (const auto* sequence = std::get_if<data::create_sequence>(&op)) {
    if (!sequence->if_not_exists) add(object_kind::sequence, sequence->name);
  } else if (const auto* table = std::get_if<data::create_table>(&op)) {
    if (!table->if_not_exists) add(object_kind::table, table->name);
  } else if (const auto* column = std::get_if<data::add_column>(&op)) {
    if (!column->if_not_exists) add(object_kind::column, column->column.name, column->table);
  } else if (const auto* constraint = std::get_if<data::add_constraint>(&op)) {
    add(object_kind::constraint,
        std::visit([](const auto& c) { return c.name; }, constraint->added), constraint->table);
  } else if (const auto* index = std::get_if<data::create_index>(&op)) {
    if (!index->if_not_exists) add(object_kind::index, index->name, index->table);
  } else if (const auto* view = std::get_if<data::create_view>(&op)) {
    if (!view->replace) add(object_kind::view, view->name);
  } else if (const auto* stored = std::get_if<data::create_materialized_view>(&op)) {
    if (!stored->if_not_exists) add(object_kind::materialized_view, stored->name);
  } else if (const auto* routine = std::get_if<data::create_routine>(&op)) {
    if (!routine->replace && !routine->if_not_exists)
      add(object_kind::function, routine->signature);
  } else if (const auto* trigger = std::get_if<data::create_trigger>(&op)) {
    if (!trigger->replace) add(object_kind::trigger, trigger->name, trigger->table);
  } else if (const auto* policy = std::get_if<data::create_policy>(&op)) {
    add(object_kind::policy, policy->name, policy->table);
  } else if (const auto* role = std::get_if<data::create_role>(&op)) {
    if (!role->if_not_exists) add(object_kind::role, role->name);
  } else if (const auto* renamed = std::get_if<data::rename_object>(&op)) {
    rename(renamed->what, renamed->to);
  } else if (const auto* moved = std::get_if<data::move_object>(&op)) {
    move(moved->what, moved->to_schema);
  }
}

void made_objects::rename(const data::object_name& what, const std::string& to) {
  const object_kind kind = name_space(what.kind);
  const qualified_name old = name_of(what.kind, what.name);
  const qualified_name table =
      what.table.empty() ? qualified_name() : parse_qualified_name(what.table);
  for (made& it : made_) {
    if (kind == object_kind::schema) {
      if (it.name.schema == old.name) it.name.schema = to;
      if (it.table.schema == old.name) it.table.schema = to;
    }
    if (kind == object_kind::table && same(it.table, old)) it.table.name = to;
    if (name_space(it.kind) == kind && same(it.name, old) &&
        same(it.table, what.table.empty() ? it.table : table)) {
      it.name.name = to;
    }
  }
}

void made_objects::move(const data::object_name& what, const std::string& to_schema) {
  const object_kind kind = name_space(what.kind);
  const qualified_name old = name_of(what.kind, what.name);
  for (made& it : made_) {
    if (kind == object_kind::table && same(it.table, old)) {
      it.table.schema = to_schema;
      if (it.kind == object_kind::index) it.name.schema = to_schema;
    }
    if (name_space(it.kind) == kind && same(it.name, old)) it.name.schema = to_schema;
  }
}

made_objects::place made_objects::find(object_kind kind, const std::string& name) const {
  const qualified_name wanted = name_of(kind, name);
  const std::string arguments(kind == object_kind::function || kind == object_kind::procedure
                                  ? parse_signature(name).arguments
                                  : std::string_view());
  for (std::size_t i = 0; i < made_.size(); ++i) {
    const made& it = made_[i];
    if (name_space(it.kind) != name_space(kind) || it.name.name != wanted.name) continue;
    // An index can be named without a schema, because its schema is that of its table.
    const bool in_schema =
        it.name.schema == wanted.schema || (kind == object_kind::index && wanted.schema.empty());
    if (in_schema && names_arguments(arguments, it.arguments)) return i;
  }
  return {};
}

made_objects::place made_objects::column(const std::string& table, const std::string& name) const {
  return find({.kind = object_kind::column, .name = name, .table = table});
}

made_objects::place made_objects::find(const data::object_name& what) const {
  switch (what.kind) {
    case object_kind::database:
      return {};
    case object_kind::all_tables:
    case object_kind::all_sequences:
    case object_kind::all_functions:
      return find(object_kind::schema, what.name);
    default:
      break;
  }
  if (what.table.empty()) return find(what.kind, what.name);
  if (const place table = find(object_kind::table, what.table)) return table;
  const qualified_name table = parse_qualified_name(what.table);
  for (std::size_t i = 0; i < made_.size(); ++i) {
    const made& it = made_[i];
    if (it.kind == what.kind && it.name.name == what.name && same(it.table, table)) return i;
  }
  return {};
}

// For privileges on columns, "select (a)": returns the last place of the columns, or of the tables
// that contain them. Empty if a column was not created here, or if a privilege is not limited to
// columns.
made_objects::place made_objects::columns_of(std::string_view privileges,
                                             const data::object_name& on) const {
  place last;
  while (!privileges.empty()) {
    const std::size_t open = privileges.find('(');
    const std::size_t close = privileges.find(')', std::min(open, privileges.size()));
    if (close == std::string_view::npos ||
        privileges.substr(0, open).find_first_of(',', 1) != std::string_view::npos) {
      return {};
    }
    std::string_view names = privileges.substr(open + 1, close - open - 1);
    privileges.remove_prefix(close + 1);
    while (!names.empty()) {
      const std::size_t comma = std::min(names.find(','), names.size());
      std::string_view name = names.substr(0, comma);
      names.remove_prefix(std::min(comma + 1, names.size()));
      name.remove_prefix(std::min(name.find_first_not_of(" \""), name.size()));
      name = name.substr(0, name.find_last_not_of(" \"") + 1);
      const place found = column(on.name, std::string(name));
      if (!found) return {};
      last = std::max(last, found);
    }
  }
  return last;
}

// Returns the lowest place of the roles, if all of them were created here; otherwise empty.
made_objects::place made_objects::roles(const std::vector<std::string>& names) const {
  place first;
  for (const std::string& name : names) {
    const place found = find(object_kind::role, name);
    if (!found) return {};
    first = first ? std::min(first, found) : found;
  }
  return first;
}

bool made_objects::has_table(const std::string& table) const {
  return find(object_kind::table, table).has_value();
}

bool made_objects::has_column(const std::string& table, const std::string& name) const {
  return column(table, name).has_value();
}

struct made_objects::coverer {
  const made_objects& all;

  place table(const std::string& name) const { return all.find(object_kind::table, name); }

  place access(const std::string& privileges, const data::object_name& on,
               const std::vector<std::string>& roles) const {
    if (const place object = all.find(on)) return object;
    if (const place columns = all.columns_of(privileges, on)) return columns;
    return all.roles(roles);
  }

  place operator()(const data::comment_on& o) const { return all.find(o.what); }
  place operator()(const data::grant& o) const {
    return access(o.privileges.as_given(), o.on, o.roles);
  }
  place operator()(const data::revoke& o) const {
    return access(o.privileges.as_given(), o.on, o.roles);
  }
  place operator()(const data::copy_grants& o) const { return all.find(o.to); }
  place operator()(const data::alter_sequence& o) const { return table(o.name); }
  place operator()(const data::add_enum_value& o) const {
    return all.find(object_kind::type, o.name);
  }
  place operator()(const data::refresh_materialized_view& o) const { return table(o.name); }
  place operator()(const data::bulk_insert& o) const { return table(o.table); }
  place operator()(const data::backfill& o) const { return table(o.table); }
  place operator()(const data::copy_rows& o) const { return table(o.to); }
  place operator()(const data::alter_column_type& o) const { return all.column(o.table, o.column); }
  place operator()(const data::alter_nullability& o) const { return all.column(o.table, o.column); }
  place operator()(const data::alter_default& o) const { return all.column(o.table, o.column); }
  place operator()(const data::alter_identity& o) const { return all.column(o.table, o.column); }
  place operator()(const data::validate_constraint& o) const {
    return all.find({.kind = object_kind::constraint, .name = o.name, .table = o.table});
  }
  place operator()(const data::alter_row_security& o) const { return table(o.table); }
  place operator()(const data::alter_policy& o) const {
    return all.find({.kind = object_kind::policy, .name = o.name, .table = o.table});
  }
  place operator()(const data::sequence_follows& o) const {
    return o.sequence.empty() ? all.column(o.table, o.column) : table(o.sequence);
  }
  template <class Operation>
  place operator()(const Operation&) const {
    return {};
  }
};

made_objects::place made_objects::covering(const operation& op) const {
  return std::visit(coverer{*this}, op);
}

std::optional<operation> made_objects::release(const operation& op) const {
  const place covering_object = covering(op);
  if (!covering_object) return {};
  const auto is_later = [&](auto accepts) {
    return std::any_of(made_.begin() + static_cast<std::ptrdiff_t>(*covering_object) + 1,
                       made_.end(), accepts);
  };
  const auto is_kind = [](std::initializer_list<object_kind> kinds) {
    return [kinds](const made& it) {
      return std::find(kinds.begin(), kinds.end(), it.kind) != kinds.end();
    };
  };
  if (const auto* sequence = std::get_if<data::alter_sequence>(&op)) {
    if (sequence->settings.owned_by.empty() || sequence->settings.owned_by == "none") return {};
    data::alter_sequence free{.name = sequence->name, .settings = {}, .restart = {}};
    free.settings.owned_by = "none";
    return free;
  }
  if (const auto* value = std::get_if<data::alter_default>(&op)) {
    const bool may_use =
        is_later(is_kind({object_kind::function, object_kind::sequence, object_kind::type,
                          object_kind::domain, object_kind::extension}));
    if (value->expression.empty() || !may_use) return {};
    return data::alter_default{value->table, value->column, {}};
  }
  if (const auto* granted = std::get_if<data::grant>(&op)) {
    data::revoke back{.privileges = granted->privileges, .on = granted->on, .roles = {}};
    const bool is_to_made_roles = made_[*covering_object].kind == object_kind::role;
    for (const std::string& role : granted->roles) {
      const bool is_made_later = is_later(
          [&role](const made& it) { return it.kind == object_kind::role && it.name.name == role; });
      if (is_to_made_roles || is_made_later) back.roles.push_back(role);
    }
    if (back.roles.empty()) return {};
    return back;
  }
  const bool may_keep =
      (std::holds_alternative<data::alter_column_type>(op) &&
       is_later(is_kind({object_kind::type, object_kind::domain, object_kind::extension}))) ||
      (std::holds_alternative<data::alter_policy>(op) &&
       is_later(is_kind({object_kind::function, object_kind::type, object_kind::domain,
                         object_kind::extension, object_kind::table, object_kind::view})));
  if (may_keep) {
    throw error(
        "it may use an object that was created after the one it changes, and that would have to be "
        "dropped first");
  }
  return {};
}

}  // namespace revise
