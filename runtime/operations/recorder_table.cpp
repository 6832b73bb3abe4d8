#include "operations/naming.h"
#include "operations/owned.h"
#include "operations/recorder.h"

namespace revise {

namespace data = operations_data;

namespace {

data::check_constraint owned_check(const check& c) {
  return {.name = owned(c.name),
          .expression = owned(c.expression),
          .not_valid = c.is_not_valid,
          .no_inherit = c.is_no_inherit};
}

data::key_constraint owned_key(const primary_key& k) {
  return {.what = data::key_constraint::kind::primary,
          .name = owned(k.name),
          .columns = owned(k.columns),
          .index = owned(k.index),
          .checked = k.checked};
}

data::key_constraint owned_key(const unique& u) {
  return {.what = data::key_constraint::kind::unique,
          .name = owned(u.name),
          .columns = owned(u.columns),
          .index = owned(u.index),
          .nulls_distinct = u.are_nulls_distinct,
          .checked = u.checked};
}

data::foreign_key_constraint owned_foreign_key(const foreign_key& key) {
  return {.name = owned(key.name),
          .columns = owned(key.columns),
          .target = {.table = owned(key.referenced_table),
                     .columns = owned(key.referenced_columns),
                     .on_delete = key.delete_action,
                     .on_update = key.update_action,
                     .match_full = key.is_match_full,
                     .checked = key.checked},
          .not_valid = key.is_not_valid};
}

data::exclude_constraint owned_exclude(const exclude& e) {
  data::exclude_constraint result{.name = owned(e.name),
                                  .method = owned(e.method),
                                  .elements = {},
                                  .where = owned(e.condition),
                                  .checked = e.checked};
  for (const excluded& element : e.elements) {
    result.elements.push_back({owned(element.expression), owned(element.with)});
  }
  return result;
}

data::constraint owned_constraint(const constraint_item& item) {
  switch (item.what()) {
    case constraint_item::kind::check:
      return owned_check(item.as_check());
    case constraint_item::kind::primary_key:
      return owned_key(item.as_primary_key());
    case constraint_item::kind::unique:
      return owned_key(item.as_unique());
    case constraint_item::kind::foreign_key:
      return owned_foreign_key(item.as_foreign_key());
    case constraint_item::kind::exclude:
      break;
  }
  return owned_exclude(item.as_exclude());
}

data::column_definition owned_column(const column& c) {
  data::column_definition result{.name = owned(c.name),
                                 .type = owned(c.column_type),
                                 .not_null = c.is_not_null,
                                 .identity = c.identity_mode,
                                 .default_expression = owned(c.default_expression),
                                 .generated_expression = owned(c.generated_expression),
                                 .collation = owned(c.collation),
                                 .comment = owned(c.comment_text),
                                 .primary_key = {},
                                 .unique = {},
                                 .check = {},
                                 .has_more_checks = c.checks > 1,
                                 .references = {}};
  if (c.is_primary_key) result.primary_key = owned(c.primary_key_name);
  if (c.is_unique) result.unique = owned(c.unique_name);
  if (!c.check_expression.empty()) {
    result.check = data::check_constraint{.name = owned(c.check_name),
                                          .expression = owned(c.check_expression)};
  }
  if (!c.referenced_table.empty()) {
    result.references = data::foreign_key_constraint{.name = owned(c.reference_name),
                                                     .columns = {owned(c.name)},
                                                     .target = {.table = owned(c.referenced_table),
                                                                .columns = {},
                                                                .on_delete = c.delete_action,
                                                                .on_update = c.update_action,
                                                                .checked = c.reference_deferral}};
    if (!c.referenced_column.empty()) {
      result.references->target.columns = {owned(c.referenced_column)};
    }
  }
  return result;
}

}  // namespace

void recorder::do_create_table(string_ref name, const table_item* items, count n,
                               const table_options& options, location where) {
  data::create_table table{.name = owned(name),
                           .columns = {},
                           .likes = {},
                           .constraints = {},
                           .if_not_exists = options.if_not_exists,
                           .unlogged = options.unlogged,
                           .partition_by = owned(options.partition_by),
                           .partition_of = owned(options.partition_of),
                           .for_values = owned(options.for_values),
                           .with = owned(options.with),
                           .tablespace = owned(options.tablespace),
                           .comment = owned(options.comment)};
  for (const table_item* item = items; item != items + n; ++item) {
    switch (item->what()) {
      case table_item::kind::column:
        table.columns.push_back(owned_column(item->as_column()));
        break;
      case table_item::kind::like:
        table.likes.push_back(
            {owned(item->as_like().table), owned(item->as_like().options), table.columns.size()});
        break;
      case table_item::kind::constraint:
        table.constraints.push_back(owned_constraint(item->as_constraint()));
        break;
    }
  }
  name_constraints(table);
  sink_.accept(table, where);
}

void recorder::do_lock_table(string_ref name, string_ref mode, location where) {
  sink_.accept(data::lock_table{owned(name), owned(mode)}, where);
}

void recorder::do_analyze_table(string_ref name, location where) {
  sink_.accept(data::analyze_table{owned(name)}, where);
}

void recorder::do_attach_partition(string_ref table, string_ref partition, string_ref for_values,
                                   location where) {
  sink_.accept(data::attach_partition{owned(table), owned(partition), owned(for_values)}, where);
}

void recorder::do_detach_partition(string_ref table, string_ref partition,
                                   const detach_options& options, location where) {
  sink_.accept(data::detach_partition{owned(table), owned(partition), options.concurrently}, where);
}

void recorder::do_add_column(string_ref table, const column& added,
                             const add_column_options& options, location where) {
  data::add_column op{owned(table), owned_column(added), options.if_not_exists};
  name_constraints(op.table, op.column);
  sink_.accept(op, where);
}

void recorder::do_alter_column_type(string_ref table, string_ref name, const type& to,
                                    const alter_type_options& options, location where) {
  sink_.accept(data::alter_column_type{.table = owned(table),
                                       .column = owned(name),
                                       .type = owned(to),
                                       .using_expression = owned(options.using_expression),
                                       .collation = owned(options.collation)},
               where);
}

void recorder::do_alter_nullability(string_ref table, string_ref name, bool not_null,
                                    location where) {
  sink_.accept(data::alter_nullability{owned(table), owned(name), not_null}, where);
}

void recorder::do_alter_default(string_ref table, string_ref name, string_ref expression,
                                location where) {
  sink_.accept(data::alter_default{owned(table), owned(name), owned(expression)}, where);
}

void recorder::do_alter_identity(string_ref table, string_ref name, identity_kind kind,
                                 location where) {
  sink_.accept(data::alter_identity{owned(table), owned(name), kind}, where);
}

void recorder::do_add_constraint(string_ref table, const constraint_item& added, location where) {
  data::add_constraint op{owned(table), owned_constraint(added)};
  name_constraint(op.table, op.added);
  sink_.accept(op, where);
}

void recorder::do_validate_constraint(string_ref table, string_ref name, location where) {
  sink_.accept(data::validate_constraint{owned(table), owned(name)}, where);
}

void recorder::do_create_index(string_ref name, string_ref table, const index_column* columns,
                               count n, const index_options& options, location where) {
  data::create_index index{.name = owned(name),
                           .table = owned(table),
                           .columns = {},
                           .unique = options.unique,
                           .if_not_exists = options.if_not_exists,
                           .concurrently = options.concurrently,
                           .method = owned(options.method),
                           .nulls_not_distinct = options.nulls_not_distinct,
                           .include = owned(options.include),
                           .with = owned(options.with),
                           .tablespace = owned(options.tablespace),
                           .where = owned(options.where)};
  for (const index_column* c = columns; c != columns + n; ++c) {
    index.columns.push_back({.expression = owned(c->expression),
                             .collation = owned(c->collation),
                             .operators = owned(c->operators),
                             .order = c->order,
                             .nulls = c->nulls});
  }
  sink_.accept(index, where);
}

void recorder::do_drop_index(string_ref name, const drop_index_options& options, location where) {
  sink_.accept(data::drop_object{.what = owned(object::index(name)),
                                 .if_exists = options.if_exists,
                                 .cascade = options.cascade,
                                 .concurrently = options.concurrently},
               where);
}

}  // namespace revise
