#include "operations/inverse.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "operations/description.h"
#include "operations/qualified_name.h"
#include "util/quoted_identifier.h"

namespace revise {

namespace data = operations_data;

namespace {

data::drop_object drop(object_kind kind, const std::string& name, const std::string& table = {}) {
  return {.what = {.kind = kind, .name = name, .table = table}};
}

// `name` in the schema of `like`, as it stands after a move or a rename.
std::string in_schema(const std::string& schema, const std::string& name) {
  return schema.empty() ? name : schema + '.' + name;
}

// As it is written, with its quotes.
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

// `routine(a uuid, b text default 'x')` as `drop` takes it: without defaults.
std::string droppable(const std::string& signature) {
  const routine_signature parts = parse_signature(signature);
  std::string result(parts.name);
  int depth = 0;
  char quote = 0;
  bool skips = false;
  for (std::size_t i = 0; i < parts.arguments.size(); ++i) {
    const char c = parts.arguments[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      if (--depth == 0) skips = false;
    } else if (depth == 1 && c == ',') {
      skips = false;
    } else if (depth == 1 && !skips) {
      const std::string_view rest = parts.arguments.substr(i);
      skips = c == '=' || rest.starts_with(" default ") || rest.starts_with(" DEFAULT ") ||
              rest.starts_with(" =") || rest.starts_with(" :=");
    }
    if (!skips) result += c;
  }
  return result;
}

/// Either what undoes an operation, or why nothing does.
struct turned {
  std::optional<operation> inverse;
  std::string why;

  static turned into(operation op) { return {std::move(op), {}}; }
  static turned no(std::string why) { return {{}, std::move(why)}; }
};

turned unless(bool may_find, operation inverse, std::string_view option) {
  if (!may_find) return turned::into(std::move(inverse));
  return turned::no(fmt::format("with {}, it may have been there before", option));
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
    if (o.identity == identity_kind::none) return turned::no("nobody knows how it was before");
    return turned::into(data::alter_identity{o.table, o.column, identity_kind::none});
  }
  turned operator()(const data::add_constraint& o) const {
    const auto* key = std::get_if<data::key_constraint>(&o.added);
    if (key != nullptr && !key->index.empty()) {
      return turned::no("a key that is dropped takes the index with it that it took over");
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
    if (from.empty()) return turned::no("its name does not say the schema that it was in");
    data::object_name moved = o.what;
    const bool has_dot = o.to_schema.find('.') != std::string::npos;
    moved.name = in_schema(has_dot ? quoted_identifier(o.to_schema) : o.to_schema,
                           without_schema(o.what.name));
    return turned::into(data::move_object{moved, from});
  }
  turned operator()(const data::notify& o) const { return turned::into(o); }
  turned operator()(const data::execute&) const { return turned::no("SQL is not read"); }
  turned operator()(const data::bulk_insert&) const {
    return turned::no("rows are not told apart from those that were there");
  }
  turned operator()(const data::copy_rows&) const {
    return turned::no("rows are not told apart from those that were there");
  }
  turned operator()(const data::backfill&) const {
    return turned::no("nobody knows what the rows held before");
  }
  turned operator()(const data::drop_object&) const {
    return turned::no("nobody knows what was dropped");
  }
  turned operator()(const data::add_enum_value&) const {
    return turned::no("postgresql cannot take a value out of an enum");
  }
  template <class Operation>
  turned operator()(const Operation&) const {
    return turned::no("nobody knows how it was before");
  }
};

// What `done` itself made, by the names that it has at this point.
class made_objects {
 public:
  void note(const operation& op) {
    if (const auto* table = std::get_if<data::create_table>(&op)) {
      if (!table->if_not_exists) names_.insert(table->name);
    } else if (const auto* type = std::get_if<data::create_enum>(&op)) {
      names_.insert(type->name);
    } else if (const auto* sequence = std::get_if<data::create_sequence>(&op)) {
      if (!sequence->if_not_exists) names_.insert(sequence->name);
    } else if (const auto* view = std::get_if<data::create_view>(&op)) {
      if (!view->replace) names_.insert(view->name);
    } else if (const auto* stored = std::get_if<data::create_materialized_view>(&op)) {
      if (!stored->if_not_exists) names_.insert(stored->name);
    } else if (const auto* routine = std::get_if<data::create_routine>(&op)) {
      if (!routine->replace && !routine->if_not_exists) names_.insert(routine->signature);
    } else if (const auto* made = std::get_if<data::create_schema>(&op)) {
      if (!made->if_not_exists) names_.insert(schema_key(made->name));
    } else if (const auto* renamed = std::get_if<data::rename_object>(&op)) {
      if (renamed->what.table.empty() && names_.erase(renamed->what.name) > 0) {
        names_.insert(in_schema(schema_of(renamed->what.name), renamed->to));
      }
    } else if (const auto* moved = std::get_if<data::move_object>(&op)) {
      if (names_.erase(moved->what.name) > 0) {
        const std::string schema = schema_of(moved->what.name);
        names_.insert(in_schema(
            moved->to_schema,
            schema.empty() ? moved->what.name : moved->what.name.substr(schema.size() + 1)));
      }
    }
  }

  // Whether `op` changes nothing but what was made, and nothing of it is left when that goes.
  bool cover(const operation& op) const {
    return std::visit([this](const auto& o) { return covers(o); }, op);
  }

 private:
  bool has(const std::string& name) const { return names_.count(name) > 0; }
  // A schema and a table can have the same name.
  static std::string schema_key(const std::string& name) { return "schema " + name; }

  bool covers(const data::object_name& what) const {
    if (what.kind == object_kind::schema) return has(schema_key(what.name));
    return has(what.table.empty() ? what.name : what.table);
  }

  bool covers(const data::comment_on& o) const { return covers(o.what); }
  bool covers(const data::grant& o) const { return covers(o.on); }
  bool covers(const data::revoke& o) const { return covers(o.on); }
  bool covers(const data::copy_grants& o) const { return covers(o.to); }
  bool covers(const data::alter_sequence& o) const { return has(o.name); }
  bool covers(const data::add_enum_value& o) const { return has(o.name); }
  bool covers(const data::refresh_materialized_view& o) const { return has(o.name); }
  bool covers(const data::bulk_insert& o) const { return has(o.table); }
  bool covers(const data::backfill& o) const { return has(o.table); }
  bool covers(const data::copy_rows& o) const { return has(o.to); }
  bool covers(const data::alter_column_type& o) const { return has(o.table); }
  bool covers(const data::alter_nullability& o) const { return has(o.table); }
  bool covers(const data::alter_default& o) const { return has(o.table); }
  bool covers(const data::alter_identity& o) const { return has(o.table); }
  bool covers(const data::validate_constraint& o) const { return has(o.table); }
  bool covers(const data::alter_row_security& o) const { return has(o.table); }
  bool covers(const data::alter_policy& o) const { return has(o.table); }
  bool covers(const data::sequence_follows& o) const {
    return has(o.sequence.empty() ? o.table : o.sequence);
  }
  template <class Operation>
  bool covers(const Operation&) const {
    return false;
  }

  std::set<std::string> names_;
};

bool leaves_no_trace(const operation& op) {
  return is_guard(op) || std::holds_alternative<data::lock_table>(op) ||
         std::holds_alternative<data::analyze_table>(op);
}

}  // namespace

std::vector<recorded_operation> inverse_of(const std::vector<recorded_operation>& done) {
  std::vector<recorded_operation> result;
  made_objects made;
  for (const recorded_operation& op : done) {
    if (leaves_no_trace(op.what)) continue;
    turned how = std::visit(turner{}, op.what);
    if (how.inverse) {
      result.push_back({*std::move(how.inverse), op.where});
    } else if (!made.cover(op.what)) {
      throw no_inverse(fmt::format("{} has no inverse: {}", description_of(op.what), how.why),
                       op.where);
    }
    made.note(op.what);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace revise
