#include "operations/call_writer.h"

namespace revise {

namespace data = operations_data;

namespace {

const char* constant_of(policy_command command) {
  switch (command) {
    case policy_command::all:
      break;
    case policy_command::select:
      return "policy_command::select";
    case policy_command::insert:
      return "policy_command::insert";
    case policy_command::update:
      return "policy_command::update";
    case policy_command::delete_rows:
      return "policy_command::delete_rows";
  }
  return "policy_command::all";
}

const char* name_of(row_security change) {
  switch (change) {
    case row_security::enable:
      break;
    case row_security::disable:
      return "op.disable_row_level_security";
    case row_security::force:
      return "op.force_row_level_security";
    case row_security::no_force:
      return "op.no_force_row_level_security";
  }
  return "op.enable_row_level_security";
}

}  // namespace

call_part call_writer::operator()(const data::alter_row_security& o) const {
  return call_of(name_of(o.change), {text_part(o.table)});
}

call_part call_writer::operator()(const data::create_policy& o) const {
  option_list options;
  if (o.command != policy_command::all) options.add("command", word(constant_of(o.command)));
  options.add("restrictive", o.restrictive)
      .add("roles", o.roles)
      .add("using_expression", o.using_expression)
      .add("check_expression", o.check_expression);
  return call_with("op.create_policy", {text_part(o.name), text_part(o.table)}, options);
}

call_part call_writer::operator()(const data::alter_policy& o) const {
  return call_with("op.alter_policy", {text_part(o.name), text_part(o.table)},
                   option_list()
                       .add("roles", o.roles)
                       .add("using_expression", o.using_expression)
                       .add("check_expression", o.check_expression));
}

call_part call_writer::operator()(const data::create_role& o) const {
  return call_of("op.create_role", {text_part(o.name)},
                 option_list()
                     .add("if_not_exists", o.if_not_exists)
                     .add("login", o.login)
                     .add("attributes", o.attributes));
}

call_part call_writer::operator()(const data::grant& o) const {
  return call_of(
      "op.grant", {sql_part(o.privileges), object_part(o.on), names_part(o.roles)},
      option_list().add("with_grant_option", o.with_grant_option).add("if_comment", o.if_comment));
}

call_part call_writer::operator()(const data::revoke& o) const {
  return call_of("op.revoke", {sql_part(o.privileges), object_part(o.on), names_part(o.roles)},
                 option_list().add("cascade", o.cascade));
}

call_part call_writer::operator()(const data::copy_grants& o) const {
  return call_of("op.copy_grants", {object_part(o.from), object_part(o.to)});
}

call_part call_writer::operator()(const data::grant_role& o) const {
  return call_of("op.grant_role", {text_part(o.role), names_part(o.members)});
}

call_part call_writer::operator()(const data::revoke_role& o) const {
  return call_of("op.revoke_role", {text_part(o.role), names_part(o.members)});
}

}  // namespace revise
