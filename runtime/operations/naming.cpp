#include "operations/naming.h"

#include <fmt/format.h>

#include <set>

#include "sql/qualified_name.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Returns the name of the expression `(abs(x))`: the function's name if the expression is one call,
// otherwise `expr`. PostgreSQL has names for some other expressions as well (FigureIndexColname).
std::string name_of_expression(std::string_view sql) {
  constexpr const char* unnamed = "expr";
  if (!sql.ends_with("))")) return unnamed;
  sql = sql.substr(1, sql.size() - 2);
  const std::size_t open = sql.find('(');
  const std::string_view called = sql.substr(0, open);
  if (called.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") != std::string_view::npos)
    return unnamed;
  int depth = 0;
  for (const char c : sql.substr(open, sql.size() - open - 1)) {
    if (c == '\'' || c == '"') return unnamed;
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth == 0) return unnamed;
  }
  const std::string_view name = called.substr(called.rfind('.') + 1);
  return name.empty() ? unnamed : std::string(name);
}

// Returns the columns' part of the name. Like PostgreSQL, adds a number to equal names in an index.
std::string joined(const std::vector<std::string>& columns) {
  std::string result;
  std::set<std::string> taken;
  for (const std::string& column : columns) {
    const std::string base = column.starts_with('(') ? name_of_expression(column) : column;
    std::string name = base;
    for (int i = 1; !taken.insert(name).second; ++i) name = base + std::to_string(i);
    result += '_' + name;
  }
  return result;
}

// An invalid name is refused later, by the dialect.
std::string own_name(std::string_view table) {
  try {
    return parse_qualified_name(table).name;
  } catch (const error&) {
    return std::string(table);
  }
}

class namer {
 public:
  explicit namer(std::string_view table) : table_(own_name(table)) {}

  void taken(const std::string& name) {
    if (!name.empty()) names_.insert(name);
  }

  void give(std::string& name, const std::string& columns, std::string_view kind) {
    if (!name.empty()) return;
    const std::string base = fmt::format("{}{}_{}", table_, columns, kind);
    name = base;
    for (int i = 1; !names_.insert(name).second; ++i) name = base + std::to_string(i);
  }

  void give(data::column_definition& column) {
    const std::string of_column = '_' + column.name;
    if (column.primary_key) give(*column.primary_key, {}, "pkey");
    if (column.unique) give(*column.unique, of_column, "key");
    if (column.check) give(column.check->name, of_column, "check");
    if (column.references) give(column.references->name, of_column, "fkey");
  }

  void give(data::constraint& added) {
    struct visitor {
      namer& self;
      void operator()(data::check_constraint& c) const { self.give(c.name, {}, "check"); }
      void operator()(data::key_constraint& k) const {
        const bool primary = k.what == data::key_constraint::kind::primary;
        if (!k.index.empty() && k.name.empty()) k.name = k.index;
        self.give(k.name, primary ? std::string() : joined(k.columns), primary ? "pkey" : "key");
      }
      void operator()(data::foreign_key_constraint& k) const {
        self.give(k.name, joined(k.columns), "fkey");
      }
      void operator()(data::exclude_constraint& e) const {
        std::vector<std::string> columns;
        for (const auto& element : e.elements) columns.push_back(element.expression);
        self.give(e.name, joined(columns), "excl");
      }
    };
    std::visit(visitor{*this}, added);
  }

 private:
  std::string table_;
  std::set<std::string> names_;
};

const std::string& name_of(const data::constraint& c) {
  return std::visit([](const auto& one) -> const std::string& { return one.name; }, c);
}

}  // namespace

void name_constraints(data::create_table& table) {
  namer names(table.name);
  for (const data::constraint& c : table.constraints) names.taken(name_of(c));
  for (const data::column_definition& c : table.columns) {
    if (c.primary_key) names.taken(*c.primary_key);
    if (c.unique) names.taken(*c.unique);
    if (c.check) names.taken(c.check->name);
    if (c.references) names.taken(c.references->name);
  }
  for (data::column_definition& c : table.columns) names.give(c);
  for (data::constraint& c : table.constraints) names.give(c);
}

void name_constraints(std::string_view table, data::column_definition& column) {
  namer(table).give(column);
}

void name_constraint(std::string_view table, data::constraint& added) { namer(table).give(added); }

}  // namespace revise
