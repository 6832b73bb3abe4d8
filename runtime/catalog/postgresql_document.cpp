#include "catalog/postgresql_document.h"

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "catalog/array_casts.h"

namespace revise::catalog {

namespace {

using nlohmann::json;

// A field that is null, or is not there, is empty.
std::string text(const json& row, const char* key) {
  const auto found = row.find(key);
  return found == row.end() || found->is_null() ? std::string() : found->get<std::string>();
}

// An expression, or a definition with expressions in it.
std::string expression(const json& row, const char* key) {
  return with_cast_elements(text(row, key));
}

bool flag(const json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && !found->is_null() && found->get<bool>();
}

std::vector<std::string> texts(const json& row, const char* key) {
  const auto found = row.find(key);
  return found == row.end() || found->is_null() ? std::vector<std::string>()
                                                : found->get<std::vector<std::string>>();
}

// json_agg() of no rows is null.
const json& section(const json& document, const char* key) {
  static const json none = json::array();
  const json& found = document.at(key);
  return found.is_null() ? none : found;
}

// The one-letter codes of the catalog.
template <class Value>
Value decoded(const std::string& code,
              std::initializer_list<std::pair<std::string_view, Value>> known) {
  for (const auto& [letter, value] : known) {
    if (letter == code) return value;
  }
  throw json::other_error::create(501, "unknown code '" + code + "'", nullptr);
}

bool take_off(std::string& from, std::string_view suffix) {
  if (from.size() < suffix.size() ||
      from.compare(from.size() - suffix.size(), suffix.size(), suffix) != 0) {
    return false;
  }
  from.resize(from.size() - suffix.size());
  return true;
}

using grants_by_object = std::unordered_map<std::string, std::vector<grant>>;

std::string grants_key(const std::string& kind, const std::string& object,
                       const std::string& column = {}) {
  return kind + ' ' + object + ' ' + column;
}

grants_by_object read_grants(const json& document) {
  grants_by_object result;
  for (const json& row : section(document, "grants")) {
    result[grants_key(text(row, "class"), text(row, "object"), text(row, "part"))].push_back(
        {.role = text(row, "role"),
         .privilege = text(row, "privilege"),
         .grantable = flag(row, "grantable"),
         .revoked = flag(row, "revoked")});
  }
  return result;
}

sequence_options read_options(const json& row) {
  return {.type = text(row, "type"),
          .start = text(row, "start"),
          .increment = text(row, "increment"),
          .minimum = text(row, "minimum"),
          .maximum = text(row, "maximum"),
          .cache = text(row, "cache"),
          .cycle = flag(row, "cycle")};
}

column read_column(const json& row) {
  const std::string generated = text(row, "generated");
  const std::string value = expression(row, "expression");
  return {
      .name = text(row, "name"),
      .type = text(row, "type"),
      .not_null = flag(row, "not_null"),
      .default_value = generated.empty() ? value : std::string(),
      .identity = decoded<identity_kind>(text(row, "identity"), {{"", identity_kind::none},
                                                                 {"a", identity_kind::always},
                                                                 {"d", identity_kind::by_default}}),
      .generated =
          generated.empty() ? std::string() : value + (generated == "v" ? " virtual" : " stored"),
      .collation = text(row, "collation"),
      .comment = text(row, "comment")};
}

constraint read_constraint(const json& row) {
  constraint result{
      .kind = decoded<constraint_kind>(text(row, "kind"), {{"p", constraint_kind::primary_key},
                                                           {"u", constraint_kind::unique},
                                                           {"f", constraint_kind::foreign_key},
                                                           {"c", constraint_kind::check},
                                                           {"x", constraint_kind::exclusion}}),
      .name = text(row, "name"),
      .definition = text(row, "definition"),
      .deferrable = flag(row, "deferrable"),
      .initially_deferred = flag(row, "initially_deferred"),
      .validated = flag(row, "validated"),
      .comment = text(row, "comment")};
  // What the flags say is at the end of the definition as well, in this order.
  if (!result.validated) take_off(result.definition, " NOT VALID");
  if (result.initially_deferred) take_off(result.definition, " INITIALLY DEFERRED");
  if (result.deferrable) take_off(result.definition, " DEFERRABLE");
  result.definition = with_cast_elements(result.definition);
  return result;
}

index read_index(const json& row) {
  return {.name = text(row, "name"),
          .definition = expression(row, "definition"),
          .valid = flag(row, "valid"),
          .comment = text(row, "comment")};
}

trigger read_trigger(const json& row) {
  return {
      .name = text(row, "name"),
      .definition = expression(row, "definition"),
      .enabled = decoded<const char*>(
          text(row, "enabled"), {{"O", "on"}, {"D", "off"}, {"R", "on replicas"}, {"A", "always"}}),
      .comment = text(row, "comment")};
}

policy read_policy(const json& row) {
  return {.name = text(row, "name"),
          .command = decoded<const char*>(
              text(row, "command"),
              {{"*", "all"}, {"r", "select"}, {"a", "insert"}, {"w", "update"}, {"d", "delete"}}),
          .permissive = flag(row, "permissive"),
          .roles = texts(row, "roles"),
          .using_expression = expression(row, "using_expression"),
          .check_expression = expression(row, "check_expression"),
          .comment = text(row, "comment")};
}

// " SELECT …\n  FROM t;" as pg_get_viewdef() prints it.
std::string view_definition(const json& row) {
  std::string result = expression(row, "definition");
  take_off(result, ";");
  return result.substr(std::min(result.find_first_not_of(' '), result.size()));
}

table read_table(const json& row) {
  table result{.schema = text(row, "schema"),
               .name = text(row, "name"),
               .kind = decoded<table_kind>(text(row, "kind"), {{"r", table_kind::plain},
                                                               {"p", table_kind::partitioned},
                                                               {"f", table_kind::foreign}}),
               .unlogged = flag(row, "unlogged"),
               .partition_key = text(row, "partition_key"),
               .partition_bound = text(row, "partition_bound"),
               .options = texts(row, "options"),
               .definition = text(row, "definition"),
               .row_security = flag(row, "row_security"),
               .force_row_security = flag(row, "force_row_security"),
               .comment = text(row, "comment")};
  if (!row.at("parents").is_null()) {
    for (const json& parent : row.at("parents")) {
      result.parents.push_back(
          display_name(parent.at(0).get<std::string>(), parent.at(1).get<std::string>()));
    }
  }
  return result;
}

view read_view(const json& row) {
  return {.schema = text(row, "schema"),
          .name = text(row, "name"),
          .materialized = text(row, "kind") == "m",
          .definition = view_definition(row),
          .options = texts(row, "options"),
          .comment = text(row, "comment")};
}

type read_type(const json& row) {
  return {.schema = text(row, "schema"),
          .name = text(row, "name"),
          .kind = decoded<type_kind>(text(row, "kind"), {{"e", type_kind::enumeration},
                                                         {"d", type_kind::domain},
                                                         {"c", type_kind::composite},
                                                         {"r", type_kind::range}}),
          .labels = texts(row, "labels"),
          .base = text(row, "base"),
          .not_null = flag(row, "not_null"),
          .default_value = expression(row, "default_value"),
          .collation = text(row, "collation"),
          .comment = text(row, "comment")};
}

// Puts the parts of relations, which name theirs by its oid, where they belong.
class assembly {
 public:
  explicit assembly(const json& document) : document_(document), grants_(read_grants(document)) {}

  snapshot result() {
    read_relations();
    read_types();
    read_sequences();
    read_rest();
    snapshot made = std::move(made_);
    for (auto& [id, t] : tables_) made.tables.push_back(std::move(t));
    for (auto& [id, v] : views_) made.views.push_back(std::move(v));
    for (auto& [id, t] : types_) made.types.push_back(std::move(t));
    return made;
  }

 private:
  template <class Type>
  using by_id = std::unordered_map<std::string, Type>;

  std::vector<grant> grants_of(const char* kind, const std::string& object,
                               const std::string& part = {}) {
    return std::move(grants_[grants_key(kind, object, part)]);
  }

  template <class Type>
  static Type* found(by_id<Type>& in, const std::string& id) {
    const auto at = in.find(id);
    return at == in.end() ? nullptr : &at->second;
  }

  void read_relations() {
    for (const json& row : section(document_, "relations")) {
      const std::string id = text(row, "id");
      const std::string kind = text(row, "kind");
      if (kind == "v" || kind == "m") {
        views_.emplace(id, read_view(row)).first->second.grants = grants_of("relation", id);
      } else {
        tables_.emplace(id, read_table(row)).first->second.grants = grants_of("relation", id);
      }
    }
    for (const json& row : section(document_, "columns")) {
      const std::string id = text(row, "relation");
      column c = read_column(row);
      c.grants = grants_of("relation", id, c.name);
      columns_of(id).push_back(std::move(c));
    }
    for (const json& row : section(document_, "indexes")) {
      const std::string id = text(row, "relation");
      if (table* t = found(tables_, id)) t->indexes.push_back(read_index(row));
      if (view* v = found(views_, id)) v->indexes.push_back(read_index(row));
    }
    for (const json& row : section(document_, "triggers")) {
      const std::string id = text(row, "relation");
      if (table* t = found(tables_, id)) t->triggers.push_back(read_trigger(row));
      if (view* v = found(views_, id)) v->triggers.push_back(read_trigger(row));
    }
    for (const json& row : section(document_, "policies")) {
      if (table* t = found(tables_, text(row, "relation"))) t->policies.push_back(read_policy(row));
    }
  }

  // Those of a composite type are kept until the type is read.
  std::vector<column>& columns_of(const std::string& relation) {
    if (table* t = found(tables_, relation)) return t->columns;
    if (view* v = found(views_, relation)) return v->columns;
    return composite_columns_[relation];
  }

  void read_types() {
    for (const json& row : section(document_, "types")) {
      const std::string id = text(row, "id");
      type t = read_type(row);
      t.grants = grants_of("type", id);
      if (t.kind == type_kind::composite) {
        t.columns = std::move(composite_columns_[text(row, "relation")]);
      }
      types_.emplace(id, std::move(t));
    }
    for (const json& row : section(document_, "constraints")) {
      if (table* t = found(tables_, text(row, "relation"))) {
        t->constraints.push_back(read_constraint(row));
      }
      if (type* t = found(types_, text(row, "domain"))) {
        t->constraints.push_back(read_constraint(row));
      }
    }
  }

  void read_sequences() {
    for (const json& row : section(document_, "sequences")) {
      const std::string owner = text(row, "owner");
      const std::string owner_column = text(row, "owner_column");
      table* const t = found(tables_, owner);
      if (flag(row, "is_identity")) {
        if (t == nullptr) continue;
        for (column& c : t->columns) {
          if (c.name == owner_column) c.sequence = read_options(row);
        }
        continue;
      }
      const std::string id = text(row, "id");
      made_.sequences.push_back(
          {.schema = text(row, "schema"),
           .name = text(row, "name"),
           .unlogged = flag(row, "unlogged"),
           .options = read_options(row),
           .owned_by =
               t == nullptr ? std::string() : display_name(t->schema, t->name) + '.' + owner_column,
           .comment = text(row, "comment"),
           .grants = grants_of("relation", id)});
    }
  }

  void read_rest() {
    for (const json& row : section(document_, "schemas")) {
      made_.schemas.push_back({.name = text(row, "name"),
                               .comment = text(row, "comment"),
                               .grants = grants_of("schema", text(row, "id"))});
    }
    for (const json& row : section(document_, "extensions")) {
      made_.extensions.push_back({.name = text(row, "name"),
                                  .schema = text(row, "schema"),
                                  .version = text(row, "version"),
                                  .comment = text(row, "comment")});
    }
    for (const json& row : section(document_, "routines")) {
      made_.routines.push_back(
          {.schema = text(row, "schema"),
           .name = text(row, "name"),
           .arguments = text(row, "arguments"),
           .kind = decoded<routine_kind>(text(row, "kind"), {{"f", routine_kind::function},
                                                             {"p", routine_kind::procedure},
                                                             {"a", routine_kind::aggregate},
                                                             {"w", routine_kind::window}}),
           .definition = text(row, "definition"),
           .comment = text(row, "comment"),
           .grants = grants_of("routine", text(row, "id"))});
    }
    for (const json& row : section(document_, "default_privileges")) {
      made_.defaults.push_back(
          {.role = text(row, "role"),
           .schema = text(row, "schema"),
           .objects = decoded<const char*>(text(row, "objects"), {{"r", "tables"},
                                                                  {"S", "sequences"},
                                                                  {"f", "functions"},
                                                                  {"T", "types"},
                                                                  {"n", "schemas"},
                                                                  {"L", "large objects"}}),
           .grants = grants_of("default", text(row, "id"))});
    }
  }

  const json& document_;
  grants_by_object grants_;
  by_id<table> tables_;
  by_id<view> views_;
  by_id<type> types_;
  by_id<std::vector<column>> composite_columns_;
  snapshot made_;
};

}  // namespace

snapshot read_postgresql_document(const nlohmann::json& document) {
  return assembly(document).result();
}

}  // namespace revise::catalog
