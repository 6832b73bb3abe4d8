#include "dialect/postgresql/dialect.h"

#include <fmt/format.h>

#include <type_traits>

#include "sql/keywords.h"
#include "sql/literal.h"
#include "sql/qualified_name.h"
#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// NAMEDATALEN - 1 (PostgreSQL manual, 4.1.1). The server cuts longer names, with only a NOTICE.
constexpr std::size_t longest_identifier = 63;

// Returns whether the object is named with its table: a column, constraint, trigger or policy.
bool is_of_table(object_kind kind) {
  return kind == object_kind::column || kind == object_kind::constraint ||
         kind == object_kind::trigger || kind == object_kind::policy;
}

bool is_changed_by_alter_table(object_kind kind) {
  return kind == object_kind::column || kind == object_kind::constraint;
}

// A new name with a dot must be in quotes, like the name of every object that can have a schema.
std::string new_name(const data::rename_object& op) {
  const object_kind kind = op.what.kind;
  if (is_of_table(kind) || kind == object_kind::schema || kind == object_kind::role) return op.to;
  qualified_name parts = parse_qualified_name(op.to);
  if (!parts.schema.empty()) {
    throw error(
        fmt::format("the new name '{}' has a schema, but a rename cannot change the schema", op.to),
        "op.move_table or op.move changes the schema");
  }
  return parts.name;
}

[[noreturn]] void refuse(std::string_view verb, object_kind kind) {
  throw error(fmt::format("postgresql cannot {} {}", verb, any_of(kind)));
}

}  // namespace

std::string any_of(object_kind kind) {
  if (kind >= object_kind::all_tables) {
    std::string all(sql_of(kind));
    return all.insert(all.rfind(' ') + 1, "a ");
  }
  const bool has_vowel = kind == object_kind::index || kind == object_kind::extension;
  return fmt::format("{} {}", has_vowel ? "an" : "a", sql_of(kind));
}

void postgresql_dialect::check(const operation& op) const {
  std::visit(
      [this](const auto& o) {
        if constexpr (std::is_same_v<std::decay_t<decltype(o)>, data::bulk_insert>) {
          target_of(o);
        } else {
          sql(o);
        }
      },
      op);
}

std::vector<std::string> postgresql_dialect::statements(const operation& op, schema_reader&) const {
  return std::visit([this](const auto& o) { return sql(o); }, op);
}

const database_traits& postgresql_dialect::traits() const {
  static constexpr database_traits all{.one_round_trip = true,
                                       .error_fails_transaction = true,
                                       .row_security = true,
                                       .sessions = true,
                                       .string_setting = true,
                                       .traceable_statements = true,
                                       .every_operation = true,
                                       .plain_alter = true,
                                       .script_conditions = true,
                                       .shell_call = "psql -v ON_ERROR_STOP=1 -f FILE",
                                       .main_schema = ""};
  return all;
}

std::string postgresql_dialect::literal(const sql_value& v) const { return postgresql_literal(v); }

// PostgreSQL allows this clause even if no column is an identity (PostgreSQL manual, INSERT).
std::string_view postgresql_dialect::overriding() const { return "overriding system value "; }

bool postgresql_dialect::is_keyword(std::string_view word) const {
  return is_postgresql_keyword(word);
}

void postgresql_dialect::check_identifier(std::string_view name) const {
  if (name.size() <= longest_identifier) return;
  throw error(fmt::format("the name '{}' has {} bytes; postgresql keeps {} and would cut the rest",
                          name, name.size(), longest_identifier),
              "give it a shorter name, even if the name was derived from the table and the column");
}

std::string postgresql_dialect::object_text(const data::object_name& what) const {
  const std::string_view kind = sql_of(what.kind);
  switch (what.kind) {
    case object_kind::column:
      return fmt::format("{}.{}", qualified(what.table, "table"), identifier(what.name, kind));
    case object_kind::constraint:
    case object_kind::trigger:
    case object_kind::policy:
      return fmt::format("{} on {}", identifier(what.name, kind), qualified(what.table, "table"));
    case object_kind::function:
    case object_kind::procedure:
      return signature(what.name);
    case object_kind::schema:
    case object_kind::extension:
    case object_kind::role:
    case object_kind::database:
    case object_kind::all_tables:
    case object_kind::all_sequences:
    case object_kind::all_functions:
      return identifier(what.name, kind);
    default:
      return qualified(what.name, kind);
  }
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::drop_object& op) const {
  const object_kind kind = op.what.kind;
  if (kind >= object_kind::database) refuse("drop", kind);
  const bool has_cascade = kind != object_kind::role;
  if (op.cascade && !has_cascade) throw error("a role cannot be dropped with cascade");
  const std::string_view if_exists = op.if_exists ? "if exists " : "";
  const std::string_view cascade = op.cascade ? " cascade" : "";
  if (is_changed_by_alter_table(kind)) {
    return on_conditions(
        op, fmt::format("{}drop {} {}{}{}", alter_table(op.what.table), sql_of(kind), if_exists,
                        identifier(op.what.name, sql_of(kind)), cascade));
  }
  return on_conditions(
      op, fmt::format("drop {} {}{}{}{}", sql_of(kind), op.concurrently ? "concurrently " : "",
                      if_exists, object_text(op.what), cascade));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::rename_object& op) const {
  const object_kind kind = op.what.kind;
  if (kind == object_kind::extension || kind >= object_kind::database) refuse("rename", kind);
  const std::string to = identifier(new_name(op), "new name");
  if (is_changed_by_alter_table(kind)) {
    return one(fmt::format("{}rename {} {} to {}", alter_table(op.what.table), sql_of(kind),
                           identifier(op.what.name, sql_of(kind)), to));
  }
  return one(fmt::format("alter {} {} rename to {}", sql_of(kind), object_text(op.what), to));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::move_object& op) const {
  switch (op.what.kind) {
    case object_kind::extension:
    case object_kind::type:
    case object_kind::domain:
    case object_kind::sequence:
    case object_kind::table:
    case object_kind::view:
    case object_kind::materialized_view:
    case object_kind::function:
    case object_kind::procedure:
      return one(fmt::format("alter {} {} set schema {}", sql_of(op.what.kind),
                             object_text(op.what), identifier(op.to_schema, "schema")));
    default:
      refuse("move", op.what.kind);
  }
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::comment_on& op) const {
  if (op.what.kind > object_kind::database) refuse("comment on", op.what.kind);
  return one(fmt::format("comment on {} {} is {}", sql_of(op.what.kind), object_text(op.what),
                         op.words.empty() ? "null" : quoted_literal(op.words)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::notify& op) const {
  return one(fmt::format("notify {}{}", identifier(op.channel, "channel"),
                         op.payload.empty() ? std::string() : ", " + quoted_literal(op.payload)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::execute& op) const {
  return one(op.sql);
}

const dialect& postgresql_dialect_instance() {
  static const postgresql_dialect instance;
  return instance;
}

}  // namespace revise
