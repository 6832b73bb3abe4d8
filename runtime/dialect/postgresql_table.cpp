#include <fmt/format.h>

#include <algorithm>

#include "dialect/postgresql.h"
#include "operations/qualified_name.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

std::string postgresql_dialect::type_text(const data::data_type& t) const {
  if (t.name.empty()) throw error("a column without a type");
  // `timestamp(3) with time zone` (PostgreSQL manual, 8.5).
  const std::size_t zone = std::min(t.name.find(" with"), t.name.size());
  return sized_type(std::string_view(t.name).substr(0, zone), t) + t.name.substr(zone) +
         (t.array ? "[]" : "");
}

std::string postgresql_dialect::column_type(const data::column_definition& c) const {
  std::string result = type_text(c.type);
  if (!c.collation.empty()) result += " collate " + qualified(c.collation, "collation");
  if (!c.default_expression.empty()) result += " default " + default_text(c.default_expression);
  if (!c.generated_expression.empty()) {
    result += fmt::format(" generated always as ({}) stored", c.generated_expression);
  }
  if (c.identity != identity_kind::none) {
    result += fmt::format(" generated {} as identity",
                          c.identity == identity_kind::always ? "always" : "by default");
  }
  return result;
}

std::string postgresql_dialect::default_text(const std::string& expression) const {
  return expression;
}

std::string postgresql_dialect::referenced_table(const std::string& name) const {
  return qualified(name, "referenced table");
}

std::string postgresql_dialect::alter_table(const std::string& table) const {
  return fmt::format("alter table {} ", qualified(table, "table"));
}

std::string postgresql_dialect::alter_column(const std::string& table,
                                             const std::string& column) const {
  return fmt::format("{}alter column {} ", alter_table(table), identifier(column, "column"));
}

std::string postgresql_dialect::comment_text(object_kind kind, const std::string& name,
                                             const std::string& table,
                                             const std::string& words) const {
  data::comment_on comment;
  comment.what.kind = kind;
  comment.what.name = name;
  comment.what.table = table;
  comment.words = words;
  return sql(comment).front();
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_table& op) const {
  std::string items;
  const auto add = [&items](const std::string& item) {
    items += items.empty() ? "\n  " : ",\n  ";
    items += item;
  };
  auto like = op.likes.begin();
  for (std::size_t i = 0; i <= op.columns.size(); ++i) {
    for (; like != op.likes.end() && like->columns_before == i; ++like) {
      add(fmt::format("like {}{}", qualified(like->table, "table"), clause(" ", like->options)));
    }
    if (i < op.columns.size()) add(column(op.columns[i]));
  }
  for (const data::constraint& c : op.constraints) add(constraint(c));

  std::string text =
      fmt::format("create {}table {}{}", op.unlogged ? "unlogged " : "",
                  op.if_not_exists ? "if not exists " : "", qualified(op.name, "table"));
  if (!op.partition_of.empty()) {
    text += " partition of " + qualified(op.partition_of, "partitioned table");
  }
  if (!items.empty()) {
    text += fmt::format(" ({}\n)", items);
  } else if (op.partition_of.empty()) {
    text += " ()";
  }
  if (!op.partition_of.empty()) {
    text += op.for_values == "default" ? " default" : clause(" for values ", op.for_values);
  }
  text += clause(" partition by ", op.partition_by);
  if (!op.with.empty()) text += fmt::format(" with ({})", op.with);
  if (!op.tablespace.empty()) text += " tablespace " + identifier(op.tablespace, "tablespace");

  statement_list result = one(std::move(text));
  const auto comment = [&](object_kind kind, const std::string& name, const std::string& words) {
    if (words.empty()) return;
    const bool of_column = kind == object_kind::column;
    result.push_back(comment_text(kind, name, of_column ? op.name : std::string(), words));
  };
  comment(object_kind::table, op.name, op.comment);
  for (const data::column_definition& c : op.columns) {
    comment(object_kind::column, c.name, c.comment);
  }
  if (!op.if_not_exists || result.size() == 1) return result;
  return unless_there({.kind = object_kind::table, .name = op.name, .table = {}}, result);
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::lock_table& op) const {
  if (op.mode.empty()) {
    throw error(fmt::format("the lock on '{}' has no mode", op.table),
                "for example \"share row exclusive\", which keeps writers out");
  }
  return one(fmt::format("lock table {} in {} mode", qualified(op.table, "table"), op.mode));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::analyze_table& op) const {
  return one("analyze " + qualified(op.table, "table"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::attach_partition& op) const {
  return one(fmt::format("{}attach partition {} {}{}", alter_table(op.table),
                         qualified(op.partition, "partition"),
                         op.for_values == "default" ? "" : "for values ", op.for_values));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::detach_partition& op) const {
  return one(fmt::format("{}detach partition {}{}", alter_table(op.table),
                         qualified(op.partition, "partition"),
                         op.concurrently ? " concurrently" : ""));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::add_column& op) const {
  statement_list result =
      one(fmt::format("{}add column {}{}", alter_table(op.table),
                      op.if_not_exists ? "if not exists " : "", column(op.column)));
  if (!op.column.comment.empty()) {
    result.push_back(
        comment_text(object_kind::column, op.column.name, op.table, op.column.comment));
  }
  return result;
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::alter_column_type& op) const {
  std::string text = alter_column(op.table, op.column) + "type " + type_text(op.type);
  if (!op.collation.empty()) text += " collate " + qualified(op.collation, "collation");
  return one(text + clause(" using ", op.using_expression));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::alter_nullability& op) const {
  return one(alter_column(op.table, op.column) + (op.not_null ? "set" : "drop") + " not null");
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::alter_default& op) const {
  return one(
      alter_column(op.table, op.column) +
      (op.expression.empty() ? "drop default" : "set default " + default_text(op.expression)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::alter_identity& op) const {
  if (op.identity == identity_kind::none) {
    return one(alter_column(op.table, op.column) + "drop identity");
  }
  return one(fmt::format("{}add generated {} as identity", alter_column(op.table, op.column),
                         op.identity == identity_kind::always ? "always" : "by default"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::add_constraint& op) const {
  const bool not_valid = std::visit(
      [](const auto& c) {
        if constexpr (requires { c.not_valid; }) {
          return c.not_valid;
        } else {
          return false;
        }
      },
      op.added);
  return one(fmt::format("{}add {}{}", alter_table(op.table), constraint(op.added),
                         not_valid ? " not valid" : ""));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::validate_constraint& op) const {
  return one(fmt::format("{}validate constraint {}", alter_table(op.table),
                         identifier(op.name, "constraint")));
}

// An index is always in its table's schema and must be created without one (CREATE INDEX).
postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_index& op) const {
  if (op.name.empty()) throw error("index without a name");
  if (op.columns.empty()) throw error(fmt::format("index '{}' has no columns", op.name));
  const qualified_name name = parse_qualified_name(op.name);
  if (!name.schema.empty() && name.schema != parse_qualified_name(op.table).schema) {
    throw error(fmt::format("index '{}' cannot be in another schema than its table '{}'", op.name,
                            op.table),
                "name both with the same schema");
  }
  std::string text =
      fmt::format("create {}index {}{}{} on {}", op.unique ? "unique " : "",
                  op.concurrently ? "concurrently " : "", op.if_not_exists ? "if not exists " : "",
                  identifier(name.name, "index"), qualified(op.table, "table"));
  text += clause(" using ", op.method) + fmt::format(" ({})", indexed(op.columns));
  if (!op.include.empty()) text += fmt::format(" include ({})", columns(op.include));
  if (op.nulls_not_distinct) text += " nulls not distinct";
  if (!op.with.empty()) text += fmt::format(" with ({})", op.with);
  if (!op.tablespace.empty()) text += " tablespace " + identifier(op.tablespace, "tablespace");
  return one(text + clause(" where ", op.where));
}

}  // namespace revise
