#include <fmt/format.h>

#include <algorithm>

#include "operations/call_writer.h"
#include "operations/cpp_expression.h"
#include "operations/object_kind.h"
#include "operations/owned_value.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

using form = call_part::shape;

// Returns `VERB_KIND("users")` if `operations` has that function, otherwise
// `VERB(object::KIND("users"))`.
call_part call_on(const std::string& verb, const data::object_name& what,
                  const std::vector<object_kind>& with_a_function) {
  const auto& all = with_a_function;
  if (std::find(all.begin(), all.end(), what.kind) == all.end()) {
    return call_of("op." + verb, {object_part(what)});
  }
  std::string kind = what.kind == object_kind::type ? "enum" : std::string(sql_of(what.kind));
  std::replace(kind.begin(), kind.end(), ' ', '_');
  call_part call = call_of(fmt::format("op.{}_{}", verb, kind), {text_part(what.name)});
  if (what.table.empty()) return call;
  const bool table_first = what.kind == object_kind::column || what.kind == object_kind::constraint;
  call.items.insert(table_first ? call.items.begin() : call.items.end(), text_part(what.table));
  return call;
}

call_part values_part(const std::vector<sql_value>& values) {
  call_part list{.head = "", .form = form::list};
  for (const sql_value& v : values) list.items.push_back(word(cpp_value(v)));
  return list;
}

call_part rows_part(const data::bulk_insert& o) {
  if (!o.rows) {
    throw error(fmt::format(
        "bulk_insert into '{}' cannot be written as a call: its rows are not known", o.table));
  }
  call_part rows{.head = "", .form = form::block};
  o.rows([&rows](std::span<const value> row) {
    std::vector<sql_value> values;
    for (const value& v : row) values.push_back(owned(v));
    rows.items.push_back(values_part(values));
  });
  return rows;
}

}  // namespace

call_part call_writer::operator()(const data::drop_object& o) const {
  using enum object_kind;
  static const std::vector<object_kind> kinds = {
      schema, extension,         type,     domain,    sequence, table,  column, constraint,
      view,   materialized_view, function, procedure, trigger,  policy, role};
  const bool is_drop_index =
      o.what.kind == index && o.what.table.empty() && !o.if_unused && o.if_comment.empty();
  if (o.concurrently && !is_drop_index) {
    throw error(fmt::format("no call drops '{}' concurrently and with these options", o.what.name));
  }
  option_list options;
  options.add("if_exists", o.if_exists)
      .add("cascade", o.cascade)
      .add("concurrently", o.concurrently)
      .add("if_unused", o.if_unused)
      .add("if_comment", o.if_comment);
  call_part call = is_drop_index ? call_of("op.drop_index", {text_part(o.what.name)})
                                 : call_on("drop", o.what, kinds);
  return call_of(call.head, call.items, options);
}

call_part call_writer::operator()(const data::rename_object& o) const {
  using enum object_kind;
  call_part call = call_on("rename", o.what, {table, column, constraint, index});
  call.items.push_back(text_part(o.to));
  return call;
}

call_part call_writer::operator()(const data::move_object& o) const {
  call_part call = call_on("move", o.what, {object_kind::table});
  call.items.push_back(text_part(o.to_schema));
  return call;
}

call_part call_writer::operator()(const data::comment_on& o) const {
  return call_of("op.comment", {object_part(o.what), text_part(o.words)});
}

call_part call_writer::operator()(const data::notify& o) const {
  call_part call = call_of("op.notify", {text_part(o.channel)});
  if (!o.payload.empty()) call.items.push_back(text_part(o.payload));
  return call;
}

call_part call_writer::operator()(const data::execute& o) const {
  if (!o.file.empty()) {
    throw error(
        fmt::format("the SQL of '{}' cannot be written as a call: a call names the file relative "
                    "to the migration's folder",
                    o.file));
  }
  call_part call = call_of("op.execute", {sql_part(o.sql)});
  if (!o.parameters.empty()) call.items.push_back(values_part(o.parameters));
  return call;
}

call_part call_writer::operator()(const data::bulk_insert& o) const {
  return call_of("op.bulk_insert", {text_part(o.table), names_part(o.columns), rows_part(o)});
}

call_part call_writer::operator()(const data::copy_rows& o) const {
  option_list options;
  if (!o.columns.empty()) options.add("columns", copied_columns_part(o.columns));
  options.add("where", o.where).add("order_by", o.order_by);
  return call_of("op.copy_rows", {text_part(o.from), text_part(o.to)}, options);
}

call_part call_writer::operator()(const data::backfill& o) const {
  option_list options;
  options.add("set", o.set);
  if (o.key != std::vector<std::string>{"id"}) options.add("key", o.key);
  options.add("where", o.where);
  if (o.batch != data::backfill().batch) options.add("batch", word(cpp_number(o.batch)));
  if (o.rows_per_second != 0) options.add("rows_per_second", word(cpp_number(o.rows_per_second)));
  return call_with("op.backfill", {text_part(o.table)}, options);
}

call_part call_writer::operator()(const data::expect_rows& o) const {
  return call_with("op.expect_rows", {sql_part(o.from)},
                   option_list()
                       .add("exactly", o.exactly)
                       .add("at_least", o.at_least)
                       .add("at_most", o.at_most)
                       .add("where", o.where)
                       .add("what", o.what));
}

call_part call_writer::operator()(const data::preserve_rows& o) const {
  option_list options;
  if (!o.columns.empty()) options.add("columns", copied_columns_part(o.columns));
  options.add("where", o.where).add("where_to", o.where_to);
  return call_of("op.preserve_rows", {text_part(o.from), text_part(o.to)}, options);
}

call_part call_writer::operator()(const data::compare_rows& o) const {
  // In a verify function, the call of preserve_rows compares the rows immediately.
  if (o.at_once) return (*this)(o.remembered);
  throw error(
      fmt::format("the comparison of '{}' at the end of a revision cannot be written as a call",
                  o.remembered.to));
}

}  // namespace revise
