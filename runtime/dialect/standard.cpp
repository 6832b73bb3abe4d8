#include "dialect/standard.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "util/error.h"
#include "util/quoted_identifier.h"

namespace revise {

namespace data = operations_data;

namespace {

bool is_plain(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string_view sql_of(referential_action action) {
  switch (action) {
    case referential_action::no_action:
      return "no action";
    case referential_action::restrict:
      return "restrict";
    case referential_action::cascade:
      return "cascade";
    case referential_action::set_null:
      return "set null";
    case referential_action::set_default:
      return "set default";
  }
  return "no action";
}

bool is_expression(std::string_view column) { return column.starts_with('('); }

void require_name(std::string_view name, std::string_view what) {
  if (name.empty()) throw error(fmt::format("{} without a name", what));
}

std::string named(const std::string& quoted_name) {
  return quoted_name.empty() ? std::string() : fmt::format("constraint {} ", quoted_name);
}

}  // namespace

std::string standard_dialect::quoted(std::string_view name) const {
  if (is_plain(name) && !is_keyword(name)) return std::string(name);
  return quoted_identifier(name);
}

std::string standard_dialect::type_name(std::string_view name, const data::data_type& t) {
  if (t.length < 0) return std::string(name);
  if (t.scale < 0) return fmt::format("{}({})", name, t.length);
  return fmt::format("{}({}, {})", name, t.length, t.scale);
}

std::string standard_dialect::qualified(std::string_view name) const {
  const name_parts parts = parts_of(name);
  return parts.schema.empty() ? quoted(name) : quoted(parts.schema) + '.' + quoted(parts.name);
}

standard_dialect::name_parts standard_dialect::parts_of(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size()) return {{}, name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::vector<std::string> standard_dialect::statements(const operation& op) const {
  const auto statements_of = [this](const auto& o) -> std::vector<std::string> {
    if constexpr (std::is_same_v<decltype(sql(o)), std::string>)
      return {sql(o)};
    else
      return sql(o);
  };
  return std::visit(statements_of, op);
}

std::string standard_dialect::names(const std::vector<std::string>& columns) const {
  std::string result;
  for (const std::string& column : columns) {
    if (!result.empty()) result += ", ";
    result += is_expression(column) ? column : quoted(column);
  }
  return result;
}

std::string standard_dialect::references(const data::foreign_key_target& target) const {
  std::string result =
      fmt::format("references {} ({})", qualified(target.table), names(target.columns));
  if (target.on_delete != referential_action::no_action) {
    result += fmt::format(" on delete {}", sql_of(target.on_delete));
  }
  if (target.on_update != referential_action::no_action) {
    result += fmt::format(" on update {}", sql_of(target.on_update));
  }
  return result;
}

std::string standard_dialect::column(const data::column_definition& c) const {
  require_name(c.name, "column");
  std::string result = fmt::format("{} {}", quoted(c.name), type_of(c));
  if (!c.default_expression.empty()) result += " default " + default_of(c.default_expression);
  if (c.not_null) result += " not null";
  if (c.primary_key) result += " primary key";
  if (c.unique) result += " unique";
  if (c.references) result += ' ' + references(*c.references);
  return result;
}

std::string standard_dialect::constraint(const data::constraint& c) const {
  struct writer {
    const standard_dialect& to;
    std::string name(const std::string& n) const { return n.empty() ? n : named(to.quoted(n)); }
    std::string operator()(const data::check_constraint& x) const {
      return fmt::format("{}check ({})", name(x.name), x.expression);
    }
    std::string operator()(const data::key_constraint& x) const {
      const bool primary = x.what == data::key_constraint::kind::primary;
      return fmt::format("{}{} ({})", name(x.name), primary ? "primary key" : "unique",
                         to.names(x.columns));
    }
    std::string operator()(const data::foreign_key_constraint& x) const {
      return fmt::format("{}foreign key ({}) {}", name(x.name), to.names(x.columns),
                         to.references(x.target));
    }
  };
  return std::visit(writer{*this}, c);
}

std::string standard_dialect::sql(const data::create_table& op) const {
  require_name(op.name, "table");
  std::string items;
  const auto add = [&items](const std::string& item) {
    items += items.empty() ? "\n  " : ",\n  ";
    items += item;
  };
  for (const data::column_definition& c : op.columns) add(column(c));
  for (const data::constraint& c : op.constraints) add(constraint(c));
  return fmt::format("create table {} ({}\n)", qualified(op.name), items);
}

std::string standard_dialect::sql(const data::drop_table& op) const {
  require_name(op.name, "table");
  return fmt::format("drop table {}", qualified(op.name));
}

std::string standard_dialect::sql(const data::add_column& op) const {
  require_name(op.table, "table");
  return fmt::format("alter table {} add column {}", qualified(op.table), column(op.column));
}

std::string standard_dialect::sql(const data::drop_column& op) const {
  require_name(op.table, "table");
  require_name(op.name, "column");
  return fmt::format("alter table {} drop column {}", qualified(op.table), quoted(op.name));
}

std::string standard_dialect::sql(const data::create_index& op) const {
  require_name(op.name, "index");
  require_name(op.table, "table");
  if (op.columns.empty()) throw error(fmt::format("index '{}' has no columns", op.name));
  return fmt::format("create {}index {}{} ({}){}", op.unique ? "unique " : "",
                     op.if_not_exists ? "if not exists " : "", index_and_table(op),
                     names(op.columns),
                     op.where.empty() ? std::string() : fmt::format(" where {}", op.where));
}

std::string standard_dialect::sql(const data::drop_index& op) const {
  require_name(op.name, "index");
  return fmt::format("drop index {}", qualified(op.name));
}

std::string standard_dialect::sql(const data::execute& op) const { return op.sql; }

}  // namespace revise
