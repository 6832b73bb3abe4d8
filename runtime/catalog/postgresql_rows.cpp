#include "catalog/postgresql_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "catalog/array_casts.h"
#include "catalog/json_row.h"

namespace revise::catalog {

using nlohmann::json;

namespace {

// Returns an expression, or a definition that contains expressions, in its stable form
// (catalog/array_casts.h).
std::string expression(const json& row, const char* key) {
  return with_cast_elements(text(row, key));
}

bool take_off(std::string& from, std::string_view suffix) {
  if (from.size() < suffix.size() ||
      from.compare(from.size() - suffix.size(), suffix.size(), suffix) != 0) {
    return false;
  }
  from.resize(from.size() - suffix.size());
  return true;
}

// Returns the query of a view. pg_get_viewdef() prints blanks before it and a semicolon after it.
std::string view_definition(const json& row) {
  std::string result = expression(row, "definition");
  take_off(result, ";");
  return result.substr(std::min(result.find_first_not_of(' '), result.size()));
}

// `default null` means no default, except for a domain. PostgreSQL keeps it if the column has a
// type modifier or a domain (AddRelationNewConstraints() in heap.c), and pg_dump writes it for a
// partition or child that lacks its parent's default. In a larger expression, the constant is
// printed in parentheses.
bool is_null_constant(std::string_view expression) {
  return expression == "NULL" || expression.starts_with("NULL::");
}

}  // namespace

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
  std::string value = expression(row, "expression");
  const std::string type_default = expression(row, "type_default");
  const bool has_other = !type_default.empty() && !is_null_constant(type_default);
  if (generated.empty() && !has_other && is_null_constant(value)) value.clear();
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
      .collation = text(row, "collation")};
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
      .validated = flag(row, "validated")};
  // The definition ends with the flags, in this order.
  if (!result.validated) take_off(result.definition, " NOT VALID");
  if (result.initially_deferred) take_off(result.definition, " INITIALLY DEFERRED");
  if (result.deferrable) take_off(result.definition, " DEFERRABLE");
  result.definition = with_cast_elements(result.definition);
  return result;
}

index read_index(const json& row) {
  return {.name = text(row, "name"),
          .definition = expression(row, "definition"),
          .valid = flag(row, "valid")};
}

trigger read_trigger(const json& row) {
  return {.name = text(row, "name"),
          .definition = expression(row, "definition"),
          .enabled = decoded<const char*>(
              text(row, "enabled"),
              {{"O", "on"}, {"D", "off"}, {"R", "on replicas"}, {"A", "always"}})};
}

policy read_policy(const json& row) {
  return {.name = text(row, "name"),
          .command = decoded<const char*>(
              text(row, "command"),
              {{"*", "all"}, {"r", "select"}, {"a", "insert"}, {"w", "update"}, {"d", "delete"}}),
          .permissive = flag(row, "permissive"),
          .roles = texts(row, "roles"),
          .using_expression = expression(row, "using_expression"),
          .check_expression = expression(row, "check_expression")};
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
               .force_row_security = flag(row, "force_row_security")};
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
          .options = texts(row, "options")};
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
          .collation = text(row, "collation")};
}

extension read_extension(const json& row) {
  return {
      .name = text(row, "name"), .schema = text(row, "schema"), .version = text(row, "version")};
}

sequence read_sequence(const json& row) {
  return {.schema = text(row, "schema"),
          .name = text(row, "name"),
          .unlogged = flag(row, "unlogged"),
          .options = read_options(row)};
}

routine read_routine(const json& row) {
  return {.schema = text(row, "schema"),
          .name = text(row, "name"),
          .arguments = text(row, "arguments"),
          .kind = decoded<routine_kind>(text(row, "kind"), {{"f", routine_kind::function},
                                                            {"p", routine_kind::procedure},
                                                            {"a", routine_kind::aggregate},
                                                            {"w", routine_kind::window}}),
          .definition = text(row, "definition")};
}

default_privileges read_default_privileges(const json& row) {
  return {.role = text(row, "role"),
          .schema = text(row, "schema"),
          .objects = decoded<const char*>(text(row, "objects"), {{"r", "tables"},
                                                                 {"S", "sequences"},
                                                                 {"f", "functions"},
                                                                 {"T", "types"},
                                                                 {"n", "schemas"},
                                                                 {"L", "large objects"}})};
}

}  // namespace revise::catalog
