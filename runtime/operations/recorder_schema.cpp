#include "operations/owned.h"
#include "operations/recorder.h"

namespace revise {

namespace data = operations_data;

void recorder::do_create_schema(string_ref name, const schema_options& options, location where) {
  sink_.accept(data::create_schema{.name = owned(name),
                                   .if_not_exists = options.if_not_exists,
                                   .owner = owned(options.owner),
                                   .comment = owned(options.comment)},
               where);
}

void recorder::do_create_extension(string_ref name, const extension_options& options,
                                   location where) {
  sink_.accept(data::create_extension{.name = owned(name),
                                      .if_not_exists = options.if_not_exists,
                                      .schema = owned(options.schema),
                                      .version = owned(options.version)},
               where);
}

void recorder::do_create_enum(string_ref name, const string_ref* values, count n, location where) {
  sink_.accept(data::create_enum{owned(name), owned(values, n)}, where);
}

void recorder::do_add_enum_value(string_ref name, string_ref value,
                                 const enum_value_options& options, location where) {
  sink_.accept(data::add_enum_value{.name = owned(name),
                                    .value = owned(value),
                                    .if_not_exists = options.if_not_exists,
                                    .before = owned(options.before),
                                    .after = owned(options.after)},
               where);
}

void recorder::do_rename_enum_value(string_ref name, string_ref from, string_ref to,
                                    location where) {
  sink_.accept(data::rename_enum_value{owned(name), owned(from), owned(to)}, where);
}

void recorder::do_create_domain(string_ref name, const type& base, const domain_options& options,
                                location where) {
  sink_.accept(data::create_domain{.name = owned(name),
                                   .base = owned(base),
                                   .collation = owned(options.collation),
                                   .default_expression = owned(options.server_default),
                                   .not_null = options.not_null,
                                   .check = owned(options.check),
                                   .check_name = owned(options.check_name)},
               where);
}

void recorder::do_create_sequence(string_ref name, const sequence_options& options,
                                  location where) {
  data::create_sequence sequence{.name = owned(name),
                                 .if_not_exists = options.if_not_exists,
                                 .settings = {.type = owned(options.type),
                                              .start = owned(options.start),
                                              .increment = owned(options.increment),
                                              .minimum = owned(options.minimum),
                                              .maximum = owned(options.maximum),
                                              .cache = owned(options.cache),
                                              .cycle = {},
                                              .owned_by = owned(options.owned_by)}};
  if (options.cycle) sequence.settings.cycle = true;
  sink_.accept(sequence, where);
}

void recorder::do_alter_sequence(string_ref name, const alter_sequence_options& options,
                                 location where) {
  sink_.accept(data::alter_sequence{.name = owned(name),
                                    .settings = {.type = owned(options.type),
                                                 .start = owned(options.start),
                                                 .increment = owned(options.increment),
                                                 .minimum = owned(options.minimum),
                                                 .maximum = owned(options.maximum),
                                                 .cache = owned(options.cache),
                                                 .cycle = owned(options.cycle),
                                                 .owned_by = owned(options.owned_by)},
                                    .restart = owned(options.restart)},
               where);
}

void recorder::do_sequence_follows(string_ref sequence, string_ref table, string_ref column,
                                   const sequence_follows_options& options, location where) {
  sink_.accept(data::sequence_follows{.sequence = owned(sequence),
                                      .table = owned(table),
                                      .column = owned(column),
                                      .after = owned(options.after)},
               where);
}

}  // namespace revise
