#include <fmt/format.h>

#include "operations/call_writer.h"
#include "operations/cpp_expression.h"
#include "operations/naming.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

using form = call_part::shape;

call_part list_of(std::vector<call_part> items) {
  return {.head = "", .form = form::list, .items = std::move(items)};
}

// Appends pointers to the names of the column's constraints, in a fixed order.
void add_names(data::column_definition& column, std::vector<std::string*>& names) {
  if (column.primary_key) names.push_back(&*column.primary_key);
  if (column.unique) names.push_back(&*column.unique);
  if (column.check) names.push_back(&column.check->name);
  if (column.references) names.push_back(&column.references->name);
}

std::string* name_of(data::constraint& c) {
  return std::visit([](auto& one) { return &one.name; }, c);
}

std::vector<std::string*> names_in(data::create_table& table) {
  std::vector<std::string*> names;
  for (data::column_definition& column : table.columns) add_names(column, names);
  for (data::constraint& c : table.constraints) names.push_back(name_of(c));
  return names;
}

std::vector<std::string*> names_in(data::add_column& added) {
  std::vector<std::string*> names;
  add_names(added.column, names);
  return names;
}

std::vector<std::string*> names_in(data::add_constraint& added) { return {name_of(added.added)}; }

void give_names(data::create_table& table) { name_constraints(table); }
void give_names(data::add_column& added) { name_constraints(added.table, added.column); }
void give_names(data::add_constraint& added) { name_constraint(added.table, added.added); }

// Returns the index of the first name that is not written in the call and that the naming
// convention would choose differently; the number of names if none is.
template <class Operation>
std::size_t first_unusual(Operation op, const std::vector<bool>& is_written) {
  std::vector<std::string> wanted;
  for (const std::string* name : names_in(op)) wanted.push_back(*name);
  const std::vector<std::string*> names = names_in(op);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_written[i]) names[i]->clear();
  }
  give_names(op);
  std::size_t i = 0;
  while (i < names.size() && (is_written[i] || *names[i] == wanted[i])) ++i;
  return i;
}

// Returns `op` without the names that the convention gives. A name that is written can change the
// number at the end of another, so the names to write are found one by one.
template <class Operation>
Operation without_usual_names(Operation op) {
  const std::vector<std::string*> names = names_in(op);
  std::vector<bool> is_written(names.size(), false);
  for (;;) {
    const std::size_t unusual = first_unusual(op, is_written);
    if (unusual == names.size()) break;
    is_written[unusual] = true;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_written[i]) names[i]->clear();
  }
  return op;
}

call_part like_part(const data::like_table& like) {
  call_part call = call_of("like", {text_part(like.table)});
  if (!like.options.empty()) call.items.push_back(sql_part(like.options));
  return call;
}

// Returns the columns, with each `like` in its place, and then the constraints, whose position does
// not matter.
std::vector<call_part> items_of(const data::create_table& table) {
  std::vector<call_part> items;
  auto like = table.likes.begin();
  for (std::size_t i = 0; i <= table.columns.size(); ++i) {
    while (like != table.likes.end() && like->columns_before == i) {
      items.push_back(like_part(*like++));
    }
    if (i < table.columns.size()) items.push_back(column_part(table.columns[i]));
  }
  for (const data::constraint& c : table.constraints) items.push_back(constraint_part(c));
  return items;
}

call_part index_column_part(const data::indexed_column& c) {
  const bool is_plain = c.collation.empty() && c.operators.empty() &&
                        c.order == index_order::unsaid && c.nulls == nulls_order::unsaid;
  if (is_plain) return sql_part(c.expression);
  call_part column = call_of("index_column", {sql_part(c.expression)});
  const auto chain = [&column](const char* name, std::vector<call_part> arguments) {
    column.chained.push_back(call_of(name, std::move(arguments)));
  };
  if (!c.collation.empty()) chain(".collate", {text_part(c.collation)});
  if (!c.operators.empty()) chain(".operator_class", {text_part(c.operators)});
  if (c.order == index_order::ascending) chain(".ascending", {});
  if (c.order == index_order::descending) chain(".descending", {});
  if (c.nulls == nulls_order::first) chain(".nulls_first", {});
  if (c.nulls == nulls_order::last) chain(".nulls_last", {});
  return column;
}

}  // namespace

call_part call_writer::operator()(const data::create_table& o) const {
  call_part items = list_of(items_of(without_usual_names(o)));
  if (items.items.size() > 1) items.form = form::block;
  return call_of("op.create_table", {text_part(o.name), std::move(items)},
                 option_list()
                     .add("if_not_exists", o.if_not_exists)
                     .add("unlogged", o.unlogged)
                     .add("partition_by", o.partition_by)
                     .add("partition_of", o.partition_of)
                     .add("for_values", o.for_values)
                     .add("with", o.with)
                     .add("tablespace", o.tablespace)
                     .add("comment", o.comment));
}

call_part call_writer::operator()(const data::attach_partition& o) const {
  return call_of("op.attach_partition",
                 {text_part(o.table), text_part(o.partition), sql_part(o.for_values)});
}

call_part call_writer::operator()(const data::detach_partition& o) const {
  return call_of("op.detach_partition", {text_part(o.table), text_part(o.partition)},
                 option_list().add("concurrently", o.concurrently));
}

call_part call_writer::operator()(const data::add_column& o) const {
  return call_of("op.add_column", {text_part(o.table), column_part(without_usual_names(o).column)},
                 option_list().add("if_not_exists", o.if_not_exists));
}

call_part call_writer::operator()(const data::alter_column_type& o) const {
  return call_of(
      "op.alter_column_type", {text_part(o.table), text_part(o.column), type_part(o.type)},
      option_list().add("using_expression", o.using_expression).add("collation", o.collation));
}

call_part call_writer::operator()(const data::lock_table& o) const {
  return call_of("op.lock_table", {text_part(o.table), sql_part(o.mode)});
}

call_part call_writer::operator()(const data::analyze_table& o) const {
  return call_of("op.analyze_table", {text_part(o.table)});
}

call_part call_writer::operator()(const data::alter_nullability& o) const {
  return call_of(o.not_null ? "op.set_not_null" : "op.drop_not_null",
                 {text_part(o.table), text_part(o.column)});
}

call_part call_writer::operator()(const data::alter_default& o) const {
  call_part call = call_of(o.expression.empty() ? "op.drop_default" : "op.set_default",
                           {text_part(o.table), text_part(o.column)});
  if (!o.expression.empty()) call.items.push_back(sql_part(o.expression));
  return call;
}

call_part call_writer::operator()(const data::alter_identity& o) const {
  const bool is_drop = o.identity == identity_kind::none;
  call_part call = call_of(is_drop ? "op.drop_identity" : "op.add_identity",
                           {text_part(o.table), text_part(o.column)});
  if (o.identity == identity_kind::always) call.items.push_back(word("always"));
  return call;
}

call_part call_writer::operator()(const data::add_constraint& o) const {
  return call_of("op.add_constraint",
                 {text_part(o.table), constraint_part(without_usual_names(o).added)});
}

call_part call_writer::operator()(const data::validate_constraint& o) const {
  return call_of("op.validate_constraint", {text_part(o.table), text_part(o.name)});
}

call_part call_writer::operator()(const data::create_index& o) const {
  call_part columns = list_of({});
  for (const data::indexed_column& c : o.columns) columns.items.push_back(index_column_part(c));
  return call_of("op.create_index", {text_part(o.name), text_part(o.table), std::move(columns)},
                 option_list()
                     .add("unique", o.unique)
                     .add("if_not_exists", o.if_not_exists)
                     .add("concurrently", o.concurrently)
                     .add("method", o.method)
                     .add("nulls_not_distinct", o.nulls_not_distinct)
                     .add("include", o.include)
                     .add("with", o.with)
                     .add("tablespace", o.tablespace)
                     .add("where", o.where));
}

}  // namespace revise
