#include "operations/owned.h"
#include "operations/recorder.h"

namespace revise {

namespace data = operations_data;

namespace {

std::vector<raw_sql> owned_settings(const std::initializer_list<string_ref>& given) {
  std::vector<raw_sql> settings;
  settings.reserve(given.size());
  for (const string_ref& setting : given) settings.emplace_back(owned(setting));
  return settings;
}

}  // namespace

void recorder::do_create_view(string_ref name, string_ref query, const view_options& options,
                              location where) {
  sink_.accept(data::create_view{.name = owned(name),
                                 .query = owned(query),
                                 .replace = options.replace,
                                 .columns = owned(options.columns),
                                 .check_option = owned(options.check_option),
                                 .with = owned(options.with)},
               where);
}

void recorder::do_create_materialized_view(string_ref name, string_ref query,
                                           const materialized_view_options& options,
                                           location where) {
  sink_.accept(data::create_materialized_view{.name = owned(name),
                                              .query = owned(query),
                                              .if_not_exists = options.if_not_exists,
                                              .with_data = options.with_data,
                                              .columns = owned(options.columns),
                                              .with = owned(options.with)},
               where);
}

void recorder::do_refresh_materialized_view(string_ref name, const refresh_options& options,
                                            location where) {
  sink_.accept(
      data::refresh_materialized_view{owned(name), options.concurrently, options.with_data}, where);
}

void recorder::do_create_function(string_ref signature, const function_options& options,
                                  location where) {
  sink_.accept(data::create_routine{.is_procedure = false,
                                    .signature = owned(signature),
                                    .returns = owned(options.returns),
                                    .language = owned(options.language),
                                    .body = owned(options.body),
                                    .replace = options.replace,
                                    .if_not_exists = options.if_not_exists,
                                    .stable = options.stable,
                                    .immutable = options.immutable,
                                    .strict = options.strict,
                                    .security_definer = options.security_definer,
                                    .parallel = owned(options.parallel),
                                    .set = owned_settings(options.set),
                                    .comment = owned(options.comment)},
               where);
}

void recorder::do_create_procedure(string_ref signature, const procedure_options& options,
                                   location where) {
  sink_.accept(data::create_routine{.is_procedure = true,
                                    .signature = owned(signature),
                                    .returns = {},
                                    .language = owned(options.language),
                                    .body = owned(options.body),
                                    .replace = options.replace,
                                    .security_definer = options.security_definer,
                                    .parallel = {},
                                    .set = owned_settings(options.set)},
               where);
}

void recorder::do_create_trigger(string_ref name, string_ref table, const trigger_options& options,
                                 location where) {
  sink_.accept(data::create_trigger{.name = owned(name),
                                    .table = owned(table),
                                    .event = owned(options.event),
                                    .for_each_statement = options.for_each_statement,
                                    .condition = owned(options.condition),
                                    .function = owned(options.function),
                                    .body = owned(options.body),
                                    .referencing = owned(options.referencing),
                                    .replace = options.replace,
                                    .deferred = options.deferred},
               where);
}

}  // namespace revise
