#include "operations/recorder.h"

#include <fmt/format.h>

#include <string_view>

#include "util/error.h"

namespace revise {

namespace {

namespace data = operations_data;

std::string owned(string_ref text) { return {text.data(), text.size()}; }

template <class Range>
std::vector<std::string> owned_list(const Range& names) {
  std::vector<std::string> result;
  result.reserve(names.size());
  for (const string_ref& name : names) result.push_back(owned(name));
  return result;
}

data::column_definition owned(const column& c) {
  data::column_definition result{
      .name = owned(c.name),
      .type = {owned(c.column_type.name), c.column_type.length, c.column_type.scale,
               c.column_type.array},
      .not_null = c.is_not_null,
      .primary_key = c.is_primary_key,
      .unique = c.is_unique,
      .identity = c.is_identity,
      .default_expression = owned(c.default_expression),
      .references = {},
  };
  if (!c.referenced_table.empty()) {
    result.references = data::foreign_key_target{.table = owned(c.referenced_table),
                                                 .columns = {owned(c.referenced_column)},
                                                 .on_delete = c.delete_action,
                                                 .on_update = c.update_action};
  }
  return result;
}

data::foreign_key_constraint owned(const foreign_key& key) {
  return {.name = owned(key.name),
          .columns = owned_list(key.columns),
          .target = {.table = owned(key.referenced_table),
                     .columns = owned_list(key.referenced_columns),
                     .on_delete = key.delete_action,
                     .on_update = key.update_action}};
}

void add_item(data::create_table& table, const table_item& item) {
  using key = data::key_constraint;
  switch (item.what()) {
    case table_item::kind::column:
      table.columns.push_back(owned(item.as_column()));
      break;
    case table_item::kind::check:
      table.constraints.emplace_back(
          data::check_constraint{owned(item.as_check().name), owned(item.as_check().expression)});
      break;
    case table_item::kind::primary_key:
      table.constraints.emplace_back(key{key::kind::primary, owned(item.as_primary_key().name),
                                         owned_list(item.as_primary_key().columns)});
      break;
    case table_item::kind::unique:
      table.constraints.emplace_back(key{key::kind::unique, owned(item.as_unique().name),
                                         owned_list(item.as_unique().columns)});
      break;
    case table_item::kind::foreign_key:
      table.constraints.emplace_back(owned(item.as_foreign_key()));
      break;
  }
}

}  // namespace

void recorder::do_create_table(string_ref name, const table_item* items, count n, location where) {
  data::create_table table{.name = owned(name), .columns = {}, .constraints = {}};
  for (count i = 0; i < n; ++i) add_item(table, items[i]);
  sink_.accept(table, where);
}

void recorder::do_drop_table(string_ref name, location where) {
  sink_.accept(data::drop_table{owned(name)}, where);
}

void recorder::do_add_column(string_ref table, const column& added, location where) {
  sink_.accept(data::add_column{owned(table), owned(added)}, where);
}

void recorder::do_drop_column(string_ref table, string_ref name, location where) {
  sink_.accept(data::drop_column{owned(table), owned(name)}, where);
}

void recorder::do_create_index(string_ref name, string_ref table, const string_ref* columns,
                               count n, const index_options& options, location where) {
  data::create_index index{.name = owned(name),
                           .table = owned(table),
                           .columns = {},
                           .unique = options.unique,
                           .if_not_exists = options.if_not_exists,
                           .where = owned(options.where)};
  for (count i = 0; i < n; ++i) index.columns.push_back(owned(columns[i]));
  sink_.accept(index, where);
}

void recorder::do_drop_index(string_ref name, location where) {
  sink_.accept(data::drop_index{owned(name)}, where);
}

void recorder::do_execute(string_ref sql, location where) {
  sink_.accept(data::execute{owned(sql)}, where);
}

void recorder::do_execute_file(string_ref name, location where) {
  if (!files_) throw error(fmt::format("no SQL file '{}'", owned(name)));
  sink_.accept(files_(owned(name), where), where);
}

string_ref recorder::do_argument(string_ref key, const string_ref* otherwise) const {
  const std::string_view name(key.data(), key.size());
  const auto found = arguments_.find(name);
  if (found != arguments_.end()) return found->second;
  if (otherwise != nullptr) return *otherwise;
  throw error(fmt::format("the argument '{}' is missing", name),
              fmt::format("add -x {}=VALUE to the command", name));
}

}  // namespace revise
