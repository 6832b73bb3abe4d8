#include "catalog/postgresql_document.h"

#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "catalog/json_row.h"
#include "catalog/postgresql_grants.h"
#include "catalog/postgresql_rows.h"

namespace revise::catalog {

namespace {

using nlohmann::json;

// Combines the sections of a document, which identify objects by oid, into a snapshot.
class assembly {
 public:
  explicit assembly(const json& document)
      : document_(document), grants_(document), comments_(read_comments(document)) {}

  snapshot result() {
    read_relations();
    read_columns();
    read_parts();
    read_types();
    read_constraints();
    read_sequences();
    read_rest();
    for (auto& [id, t] : tables_) made_.tables.push_back(std::move(t));
    for (auto& [id, v] : views_) made_.views.push_back(std::move(v));
    for (auto& [id, t] : types_) made_.types.push_back(std::move(t));
    return std::move(made_);
  }

 private:
  template <class Value>
  using by_id = std::unordered_map<std::string, Value>;

  // Keyed by system table, oid of the object, and number of the column or 0.
  static by_id<std::string> read_comments(const json& document) {
    by_id<std::string> result;
    for (const json& row : section(document, "comments")) {
      result.emplace(comment_key(text(row, "class"), text(row, "id"), row.at("part").get<int>()),
                     text(row, "comment"));
    }
    return result;
  }

  static std::string comment_key(const std::string& system_table, const std::string& id, int part) {
    return system_table + ' ' + id + ' ' + std::to_string(part);
  }

  std::string comment_on(const char* system_table, const json& row) {
    return comment_on(system_table, text(row, "id"), 0);
  }

  std::string comment_on(const char* system_table, const std::string& id, int part) {
    const auto at = comments_.find(comment_key(system_table, id, part));
    return at == comments_.end() ? std::string() : at->second;
  }

  template <class Value>
  static Value* found(by_id<Value>& in, const std::string& id) {
    const auto at = in.find(id);
    return at == in.end() ? nullptr : &at->second;
  }

  void read_relations() {
    for (const json& row : section(document_, "relations")) {
      const std::string id = text(row, "id");
      const auto complete = [&](auto made) {
        made.comment = comment_on("pg_class", row);
        made.grants = grants_.of("relation", id);
        return made;
      };
      const std::string kind = text(row, "kind");
      if (kind == "v" || kind == "m") {
        views_.emplace(id, complete(read_view(row)));
      } else {
        tables_.emplace(id, complete(read_table(row)));
      }
    }
  }

  void read_columns() {
    for (const json& row : section(document_, "columns")) {
      const std::string relation = text(row, "relation");
      const int number = row.at("number").get<int>();
      column c = read_column(row);
      c.comment = comment_on("pg_class", relation, number);
      c.grants = grants_.of("relation", relation, c.name);
      column_names_[relation].emplace(number, c.name);
      columns_of(relation).push_back(std::move(c));
    }
  }

  // The columns of a composite type are kept until the type is read.
  std::vector<column>& columns_of(const std::string& relation) {
    if (table* t = found(tables_, relation)) return t->columns;
    if (view* v = found(views_, relation)) return v->columns;
    return composite_columns_[relation];
  }

  void read_parts() {
    for (const json& row : section(document_, "indexes")) {
      index i = read_index(row);
      i.comment = comment_on("pg_class", row);
      if (table* t = found(tables_, text(row, "relation"))) t->indexes.push_back(i);
      if (view* v = found(views_, text(row, "relation"))) v->indexes.push_back(i);
    }
    for (const json& row : section(document_, "triggers")) {
      trigger made = read_trigger(row);
      made.comment = comment_on("pg_trigger", row);
      if (table* t = found(tables_, text(row, "relation"))) t->triggers.push_back(made);
      if (view* v = found(views_, text(row, "relation"))) v->triggers.push_back(made);
    }
    for (const json& row : section(document_, "policies")) {
      policy made = read_policy(row);
      made.comment = comment_on("pg_policy", row);
      if (table* t = found(tables_, text(row, "relation"))) t->policies.push_back(std::move(made));
    }
  }

  void read_types() {
    for (const json& row : section(document_, "types")) {
      type t = read_type(row);
      t.comment = comment_on("pg_type", row);
      t.grants = grants_.of("type", text(row, "id"));
      if (t.kind == type_kind::composite) {
        t.columns = std::move(composite_columns_[text(row, "relation")]);
      }
      types_.emplace(text(row, "id"), std::move(t));
    }
  }

  // The document also contains the constraints of an extension's tables, which are not in the
  // snapshot.
  void read_constraints() {
    for (const json& row : section(document_, "constraints")) {
      table* const of_table = found(tables_, text(row, "relation"));
      type* const of_type = found(types_, text(row, "domain"));
      if (of_table == nullptr && of_type == nullptr) continue;
      constraint made = read_constraint(row);
      made.comment = comment_on("pg_constraint", row);
      (of_table != nullptr ? of_table->constraints : of_type->constraints)
          .push_back(std::move(made));
    }
  }

  void read_sequences() {
    for (const json& row : section(document_, "sequences")) {
      const std::string owner = text(row, "owner");
      table* const of_table = found(tables_, owner);
      const std::string of_column =
          of_table == nullptr ? "" : column_names_[owner][row.at("owner_column").get<int>()];
      if (flag(row, "is_identity")) {
        if (of_table == nullptr) continue;
        for (column& c : of_table->columns) {
          if (c.name == of_column) c.sequence = read_options(row);
        }
        continue;
      }
      sequence made = read_sequence(row);
      if (of_table != nullptr) {
        made.owned_by = display_name(of_table->schema, of_table->name) + '.' + of_column;
      }
      made.comment = comment_on("pg_class", row);
      made.grants = grants_.of("relation", text(row, "id"));
      made_.sequences.push_back(std::move(made));
    }
  }

  void read_rest() {
    for (const json& row : section(document_, "schemas")) {
      made_.schemas.push_back({.name = text(row, "name"),
                               .comment = comment_on("pg_namespace", row),
                               .grants = grants_.of("schema", text(row, "id"))});
    }
    for (const json& row : section(document_, "extensions")) {
      made_.extensions.push_back(read_extension(row));
      made_.extensions.back().comment = comment_on("pg_extension", row);
    }
    for (const json& row : section(document_, "routines")) {
      made_.routines.push_back(read_routine(row));
      made_.routines.back().comment = comment_on("pg_proc", row);
      made_.routines.back().grants = grants_.of("routine", text(row, "id"));
    }
    for (const json& row : section(document_, "default_privileges")) {
      made_.defaults.push_back(read_default_privileges(row));
      made_.defaults.back().grants = grants_.of("default", text(row, "id"));
    }
  }

  const json& document_;
  postgresql_grants grants_;
  by_id<std::string> comments_;
  by_id<table> tables_;
  by_id<view> views_;
  by_id<type> types_;
  by_id<std::vector<column>> composite_columns_;
  by_id<std::unordered_map<int, std::string>> column_names_;
  snapshot made_;
};

}  // namespace

snapshot read_postgresql_document(const nlohmann::json& document) {
  return assembly(document).result();
}

}  // namespace revise::catalog
