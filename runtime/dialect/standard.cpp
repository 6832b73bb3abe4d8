#include "dialect/standard.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/qualified_name.h"
#include "sql/quoted_identifier.h"
#include "sql/sql_scanner.h"
#include "util/error.h"

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

}  // namespace

std::string standard_dialect::piece(const raw_sql& text, std::string_view what,
                                    std::string_view owner, piece_form form) const {
  return sql_piece(text, kind(), {what, owner}, form);
}

std::string standard_dialect::clause(std::string_view before, const raw_sql& text,
                                     std::string_view what, std::string_view owner,
                                     std::string_view after) const {
  if (text.empty()) return {};
  return fmt::format("{}{}{}", before, piece(text, what, owner), after);
}

std::string standard_dialect::default_of(const raw_sql& expression, std::string_view column) const {
  return default_text(piece(expression, "'server_default' of", column, piece_form::expression));
}

std::string standard_dialect::quoted(std::string_view name) const {
  check_identifier(name);
  if (is_plain(name) && !is_keyword(name)) return std::string(name);
  return quoted_identifier(name);
}

std::string standard_dialect::sized_type(const raw_sql& name, const data::data_type& t) const {
  if (t.length < -1) {
    throw error(fmt::format("the length of the type '{}' is negative", name.as_given()),
                "if the length is computed, check the computation");
  }
  std::string text = piece(name, "type", name.as_given(), piece_form::expression);
  if (t.length < 0) return text;
  std::size_t end = 0;
  sql_scanner scanner(text, kind());
  while (const auto token = scanner.next()) {
    if (token->is("with") || token->is("without")) break;
    end = token->offset + token->text.size();
  }
  return text.insert(end, t.scale < 0 ? fmt::format("({})", t.length)
                                      : fmt::format("({}, {})", t.length, t.scale));
}

std::string standard_dialect::qualified(std::string_view name, std::string_view what) const {
  require_name(name, what);
  const qualified_name parts = parse_qualified_name(name);
  return parts.schema.empty() ? quoted(parts.name)
                              : quoted(parts.schema) + '.' + quoted(parts.name);
}

std::string standard_dialect::identifier(std::string_view name, std::string_view what) const {
  require_name(name, what);
  return quoted(name);
}

std::string standard_dialect::columns(const std::vector<std::string>& names) const {
  std::string result;
  for (const std::string& name : names) {
    if (!result.empty()) result += ", ";
    result += identifier(name, "column");
  }
  return result;
}

std::string standard_dialect::column_or_sql(const std::string& text, std::string_view owner) const {
  return is_expression(text) ? piece(text, "an expression of", owner) : indexed_name(text);
}

std::string standard_dialect::named(const std::string& name) const {
  return fmt::format("constraint {} ", identifier(name, "constraint"));
}

std::string_view standard_dialect::deferral_text(deferral checked) {
  switch (checked) {
    case deferral::not_deferrable:
      break;
    case deferral::deferrable:
      return " deferrable";
    case deferral::initially_deferred:
      return " deferrable initially deferred";
  }
  return "";
}

std::string standard_dialect::references(const data::foreign_key_target& target) const {
  std::string result = "references " + referenced_table(target.table);
  if (!target.columns.empty()) result += fmt::format(" ({})", columns(target.columns));
  if (target.match_full) result += " match full";
  if (target.on_delete != referential_action::no_action) {
    result += fmt::format(" on delete {}", sql_of(target.on_delete));
  }
  if (target.on_update != referential_action::no_action) {
    result += fmt::format(" on update {}", sql_of(target.on_update));
  }
  return result.append(deferral_text(target.checked));
}

std::string standard_dialect::column(const data::column_definition& c) const {
  if (c.has_more_checks) {
    throw error(fmt::format("column '{}' has more than one check", c.name),
                "join them with 'and', or give the others as check(NAME, SQL) of the table");
  }
  std::string result = fmt::format("{} {}", identifier(c.name, "column"), column_type(c));
  if (c.not_null) result += " not null";
  if (c.primary_key) result += ' ' + named(*c.primary_key) + "primary key";
  if (c.unique) result += ' ' + named(*c.unique) + "unique";
  if (c.check) result += ' ' + constraint(*c.check);
  if (c.references) {
    result += ' ' + named(c.references->name) + references(c.references->target);
  }
  return result;
}

std::string standard_dialect::constraint(const data::constraint& c) const {
  struct writer {
    const standard_dialect& to;
    std::string operator()(const data::check_constraint& x) const {
      return fmt::format("{}check ({}){}", to.named(x.name),
                         to.piece(x.expression, "check", x.name),
                         x.no_inherit ? " no inherit" : "");
    }
    std::string operator()(const data::key_constraint& x) const {
      const bool primary = x.what == data::key_constraint::kind::primary;
      return fmt::format("{}{}{} {}{}", to.named(x.name), primary ? "primary key" : "unique",
                         x.nulls_distinct ? "" : " nulls not distinct",
                         x.index.empty()
                             ? fmt::format("({})", to.columns(x.columns))
                             : fmt::format("using index {}", to.identifier(x.index, "index")),
                         deferral_text(x.checked));
    }
    std::string operator()(const data::foreign_key_constraint& x) const {
      return fmt::format("{}foreign key ({}) {}", to.named(x.name), to.columns(x.columns),
                         to.references(x.target));
    }
    std::string operator()(const data::exclude_constraint& x) const {
      std::string elements;
      for (const data::exclude_constraint::element& e : x.elements) {
        if (!elements.empty()) elements += ", ";
        elements += fmt::format("{} with {}", to.column_or_sql(e.expression, x.name),
                                to.piece(e.with, "'with' of", x.name, piece_form::expression));
      }
      return fmt::format("{}exclude{} ({}){}{}", to.named(x.name),
                         to.clause(" using ", x.method, "'using' of", x.name), elements,
                         to.clause(" where (", x.where, "'where' of", x.name, ")"),
                         deferral_text(x.checked));
    }
  };
  return std::visit(writer{*this}, c);
}

std::string standard_dialect::indexed(const std::vector<data::indexed_column>& list,
                                      std::string_view index) const {
  std::string result;
  for (const data::indexed_column& c : list) {
    if (!result.empty()) result += ", ";
    result += column_or_sql(c.expression, index);
    if (!c.collation.empty()) result += " collate " + qualified(c.collation, "collation");
    if (!c.operators.empty()) result += ' ' + qualified(c.operators, "operator class");
    if (c.order != index_order::unsaid) {
      result += c.order == index_order::descending ? " desc" : " asc";
    }
    if (c.nulls != nulls_order::unsaid) {
      result += c.nulls == nulls_order::first ? " nulls first" : " nulls last";
    }
  }
  return result;
}

}  // namespace revise
