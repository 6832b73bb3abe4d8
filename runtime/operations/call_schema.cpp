#include "operations/call_writer.h"

namespace revise {

namespace data = operations_data;

namespace {

// Adds the fields of a sequence that create_sequence and alter_sequence share; `cycle` has a
// different type in each.
option_list& add_settings(option_list& options, const data::sequence_settings& s) {
  return options.add("start", s.start)
      .add("increment", s.increment)
      .add("minimum", s.minimum)
      .add("maximum", s.maximum)
      .add("cache", s.cache)
      .add("cycle", s.cycle)
      .add("owned_by", s.owned_by);
}

}  // namespace

call_part call_writer::operator()(const data::create_schema& o) const {
  return call_of("op.create_schema", {text_part(o.name)},
                 option_list()
                     .add("if_not_exists", o.if_not_exists)
                     .add("owner", o.owner)
                     .add("comment", o.comment));
}

call_part call_writer::operator()(const data::create_extension& o) const {
  return call_of("op.create_extension", {text_part(o.name)},
                 option_list()
                     .add("if_not_exists", o.if_not_exists)
                     .add("schema", o.schema)
                     .add("version", o.version));
}

call_part call_writer::operator()(const data::create_enum& o) const {
  return call_of("op.create_enum", {text_part(o.name), names_part(o.values)});
}

call_part call_writer::operator()(const data::add_enum_value& o) const {
  return call_of("op.add_enum_value", {text_part(o.name), text_part(o.value)},
                 option_list()
                     .add("if_not_exists", o.if_not_exists)
                     .add("before", o.before)
                     .add("after", o.after));
}

call_part call_writer::operator()(const data::rename_enum_value& o) const {
  return call_of("op.rename_enum_value", {text_part(o.name), text_part(o.from), text_part(o.to)});
}

call_part call_writer::operator()(const data::create_domain& o) const {
  return call_of("op.create_domain", {text_part(o.name), type_part(o.base)},
                 option_list()
                     .add("collation", o.collation)
                     .add("server_default", o.default_expression)
                     .add("not_null", o.not_null)
                     .add("check", o.check)
                     .add("check_name", o.check_name));
}

call_part call_writer::operator()(const data::create_sequence& o) const {
  option_list options;
  options.add("if_not_exists", o.if_not_exists).add("type", o.settings.type);
  return call_of("op.create_sequence", {text_part(o.name)}, add_settings(options, o.settings));
}

call_part call_writer::operator()(const data::alter_sequence& o) const {
  option_list options;
  options.add("type", o.settings.type).add("restart", o.restart);
  return call_with("op.alter_sequence", {text_part(o.name)}, add_settings(options, o.settings));
}

call_part call_writer::operator()(const data::sequence_follows& o) const {
  return call_of("op.sequence_follows",
                 {text_part(o.sequence), text_part(o.table), text_part(o.column)},
                 option_list().add("after", o.after));
}

}  // namespace revise
