#include "operations/call_writer.h"

namespace revise {

namespace data = operations_data;

namespace {

std::vector<std::string> as_given(const std::vector<raw_sql>& all) {
  std::vector<std::string> result;
  result.reserve(all.size());
  for (const raw_sql& one : all) result.push_back(one.as_given());
  return result;
}

const char* constant_of(deferral when) {
  return when == deferral::deferrable ? "deferral::deferrable" : "deferral::initially_deferred";
}

}  // namespace

call_part call_writer::operator()(const data::create_view& o) const {
  return call_of("op.create_view", {text_part(o.name), sql_part(o.query)},
                 option_list()
                     .add("replace", o.replace)
                     .add("columns", o.columns)
                     .add("check_option", o.check_option)
                     .add("with", o.with));
}

call_part call_writer::operator()(const data::create_materialized_view& o) const {
  option_list options;
  options.add("if_not_exists", o.if_not_exists);
  if (!o.with_data) options.add("with_data", word("false"));
  options.add("columns", o.columns).add("with", o.with);
  return call_of("op.create_materialized_view", {text_part(o.name), sql_part(o.query)}, options);
}

call_part call_writer::operator()(const data::refresh_materialized_view& o) const {
  option_list options;
  options.add("concurrently", o.concurrently);
  if (!o.with_data) options.add("with_data", word("false"));
  return call_of("op.refresh_materialized_view", {text_part(o.name)}, options);
}

call_part call_writer::operator()(const data::create_routine& o) const {
  return call_with(o.is_procedure ? "op.create_procedure" : "op.create_function",
                   {text_part(o.signature)},
                   option_list()
                       .add("returns", o.returns)
                       .add("language", o.language)
                       .add("body", raw_sql(o.body))
                       .add("replace", o.replace)
                       .add("if_not_exists", o.if_not_exists)
                       .add("stable", o.stable)
                       .add("immutable", o.immutable)
                       .add("strict", o.strict)
                       .add("security_definer", o.security_definer)
                       .add("parallel", o.parallel)
                       .add("set", as_given(o.set))
                       .add("comment", o.comment));
}

call_part call_writer::operator()(const data::create_trigger& o) const {
  option_list options;
  options.add("event", o.event)
      .add("for_each_statement", o.for_each_statement)
      .add("condition", o.condition)
      .add("function", o.function)
      .add("body", o.body)
      .add("referencing", o.referencing)
      .add("replace", o.replace);
  if (o.deferred != deferral::not_deferrable) {
    options.add("deferred", word(constant_of(o.deferred)));
  }
  return call_with("op.create_trigger", {text_part(o.name), text_part(o.table)}, options);
}

}  // namespace revise
