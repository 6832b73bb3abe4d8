#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "operations/call_writer.h"
#include "util/error.h"

// Calls for types, columns and constraints.

namespace revise {

namespace data = operations_data;

namespace {

using form = call_part::shape;

struct type_constant {
  std::string_view type;  ///< PostgreSQL's name
  std::string_view name;  ///< its name in <revise/types.h>
  int parameters = 0;     ///< how many parameters it can have
};

// All constants of <revise/types.h>.
constexpr type_constant constants[] = {
    {"smallint", "smallint"},
    {"integer", "integer"},
    {"bigint", "bigint"},
    {"real", "real"},
    {"double precision", "double_precision"},
    {"numeric", "numeric", 2},
    {"money", "money"},
    {"smallserial", "smallserial"},
    {"serial", "serial"},
    {"bigserial", "bigserial"},
    {"text", "text"},
    {"varchar", "varchar", 1},
    {"character", "character", 1},
    {"bytea", "bytea"},
    {"bit", "bit", 1},
    {"varbit", "varbit", 1},
    {"date", "date"},
    {"time", "time_of_day", 1},
    {"timetz", "timetz", 1},
    {"timestamp", "timestamp", 1},
    {"timestamptz", "timestamptz", 1},
    {"interval", "interval", 1},
    {"boolean", "boolean"},
    {"uuid", "uuid"},
    {"json", "json"},
    {"jsonb", "jsonb"},
    {"xml", "xml"},
    {"inet", "inet"},
    {"cidr", "cidr"},
    {"macaddr", "macaddr"},
    {"macaddr8", "macaddr8"},
    {"tsvector", "tsvector"},
    {"tsquery", "tsquery"},
    {"int4range", "int4range"},
    {"int8range", "int8range"},
    {"numrange", "numrange"},
    {"tsrange", "tsrange"},
    {"tstzrange", "tstzrange"},
    {"daterange", "daterange"},
    {"pg_lsn", "pg_lsn"},
    {"citext", "citext"},
    {"hstore", "hstore"},
};

call_part element_part(const data::data_type& t) {
  std::vector<call_part> numbers;
  if (t.length != -1 || t.scale != -1) numbers.push_back(word(std::to_string(t.length)));
  if (t.scale != -1) numbers.push_back(word(std::to_string(t.scale)));
  const std::string& name = t.name.as_given();
  // pgvector's types are functions.
  if ((name == "vector" || name == "halfvec") && numbers.size() == 1) return call_of(name, numbers);
  const auto* known = std::find_if(std::begin(constants), std::end(constants),
                                   [&name](const type_constant& one) { return one.type == name; });
  const bool is_known = known != std::end(constants) &&
                        numbers.size() <= static_cast<std::size_t>(known->parameters) &&
                        (numbers.empty() || t.length != -1);
  if (is_known && numbers.empty()) return word(std::string(known->name));
  if (is_known) return call_of(std::string(known->name), numbers);
  if (numbers.empty()) return sql_part(t.name);
  numbers.insert(numbers.begin(), sql_part(t.name));
  return call_of("type", std::move(numbers));
}

const char* constant_of(referential_action action) {
  switch (action) {
    case referential_action::no_action:
      break;
    case referential_action::restrict:
      return "restrict";
    case referential_action::cascade:
      return "cascade";
    case referential_action::set_null:
      return "set_null";
    case referential_action::set_default:
      return "set_default";
  }
  return "no_action";
}

// Appends calls to `to`, in the order in which they are added.
class chain {
 public:
  explicit chain(call_part to) : part_(std::move(to)) {}

  chain& add(const char* call, std::vector<call_part> arguments = {}) {
    part_.chained.push_back(call_of(call, std::move(arguments)));
    return *this;
  }
  chain& add_if(bool given, const char* call) { return given ? add(call) : *this; }
  chain& add_text(const char* call, const std::string& text) {
    return text.empty() ? *this : add(call, {text_part(text)});
  }
  chain& add_sql(const char* call, const raw_sql& sql) {
    return sql.empty() ? *this : add(call, {sql_part(sql)});
  }
  chain& add(deferral checked) {
    add_if(checked == deferral::deferrable, ".deferrable");
    return add_if(checked == deferral::initially_deferred, ".initially_deferred");
  }
  chain& add(const data::foreign_key_target& target) {
    using enum referential_action;
    if (target.on_delete != no_action) add(".on_delete", {word(constant_of(target.on_delete))});
    if (target.on_update != no_action) add(".on_update", {word(constant_of(target.on_update))});
    return add_if(target.match_full, ".match_full").add(target.checked);
  }

  call_part take() { return std::move(part_); }

 private:
  call_part part_;
};

std::vector<call_part> name_or_nothing(const std::string& name) {
  if (name.empty()) return {};
  return {text_part(name)};
}

void add_check(chain& column, const data::column_definition& c) {
  if (c.check->not_valid || c.check->no_inherit) {
    throw error(fmt::format("no call can express the check of column '{}'", c.name),
                "make it a table constraint");
  }
  std::vector<call_part> arguments = name_or_nothing(c.check->name);
  arguments.insert(arguments.begin(), sql_part(c.check->expression));
  // The column had several checks, of which only the last is kept. The call contains two, so that a
  // dialect refuses this column too.
  if (c.has_more_checks) column.add(".check", arguments);
  column.add(".check", std::move(arguments));
}

void add_references(chain& column, const data::column_definition& c) {
  const data::foreign_key_constraint& key = *c.references;
  if (key.columns != std::vector<std::string>{c.name} || key.target.columns.size() > 1 ||
      key.target.match_full || key.not_valid) {
    throw error(fmt::format("no call can express the foreign key of column '{}'", c.name),
                "make it a table constraint");
  }
  std::vector<call_part> arguments = {text_part(key.target.table)};
  if (!key.target.columns.empty() || !key.name.empty()) {
    arguments.push_back(key.target.columns.empty() ? word("{}")
                                                   : text_part(key.target.columns.front()));
  }
  if (!key.name.empty()) arguments.push_back(text_part(key.name));
  column.add(".references", std::move(arguments)).add(key.target);
}

// Returns the call for a table's constraint. If the constraint has a name, it is the first
// argument.
call_part named(const char* what, const std::string& name, std::vector<call_part> arguments) {
  if (!name.empty()) arguments.insert(arguments.begin(), text_part(name));
  return call_of(what, std::move(arguments));
}

struct constraint_writer {
  call_part operator()(const data::check_constraint& c) const {
    return chain(call_of("check", {text_part(c.name), sql_part(c.expression)}))
        .add_if(c.not_valid, ".not_valid")
        .add_if(c.no_inherit, ".no_inherit")
        .take();
  }
  call_part operator()(const data::key_constraint& k) const {
    const bool is_primary = k.what == data::key_constraint::kind::primary;
    chain key(named(is_primary ? "primary_key" : "unique", k.name, {names_part(k.columns)}));
    key.add_text(".using_index", k.index);
    key.add_if(!k.nulls_distinct, ".nulls_not_distinct").add(k.checked);
    return key.take();
  }
  call_part operator()(const data::foreign_key_constraint& k) const {
    return chain(named("foreign_key", k.name,
                       {names_part(k.columns), text_part(k.target.table),
                        names_part(k.target.columns)}))
        .add(k.target)
        .add_if(k.not_valid, ".not_valid")
        .take();
  }
  call_part operator()(const data::exclude_constraint& e) const {
    call_part elements{.head = "", .form = form::list};
    for (const auto& one : e.elements) {
      elements.items.push_back({.head = "",
                                .form = form::list,
                                .items = {sql_part(one.expression), sql_part(one.with)}});
    }
    return chain(call_of("exclude", {text_part(e.name), sql_part(e.method), elements}))
        .add_sql(".where", e.where)
        .add(e.checked)
        .take();
  }
};

}  // namespace

call_part type_part(const data::data_type& type) {
  call_part element = element_part(type);
  return type.array ? call_of("array_of", {std::move(element)}) : element;
}

call_part column_part(const data::column_definition& c) {
  chain column(call_of("column", {text_part(c.name), type_part(c.type)}));
  if (c.identity == identity_kind::by_default) column.add(".identity");
  if (c.identity == identity_kind::always) column.add(".identity", {word("always")});
  if (c.primary_key) column.add(".primary_key", name_or_nothing(*c.primary_key));
  column.add_if(c.not_null, ".not_null");
  if (c.unique) column.add(".unique", name_or_nothing(*c.unique));
  column.add_text(".collate", c.collation)
      .add_sql(".server_default", c.default_expression)
      .add_sql(".generated", c.generated_expression);
  if (c.check) add_check(column, c);
  if (c.references) add_references(column, c);
  return column.add_text(".comment", c.comment).take();
}

call_part constraint_part(const data::constraint& constraint) {
  return std::visit(constraint_writer(), constraint);
}

}  // namespace revise
