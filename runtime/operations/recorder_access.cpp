#include "operations/owned.h"
#include "operations/recorder.h"

namespace revise {

namespace data = operations_data;

void recorder::do_row_level_security(string_ref table, row_security change, location where) {
  sink_.accept(data::alter_row_security{owned(table), change}, where);
}

void recorder::do_create_policy(string_ref name, string_ref table, const policy_options& options,
                                location where) {
  sink_.accept(data::create_policy{.name = owned(name),
                                   .table = owned(table),
                                   .command = options.command,
                                   .restrictive = options.restrictive,
                                   .roles = owned(options.roles),
                                   .using_expression = owned(options.using_expression),
                                   .check_expression = owned(options.check_expression)},
               where);
}

void recorder::do_alter_policy(string_ref name, string_ref table,
                               const alter_policy_options& options, location where) {
  sink_.accept(data::alter_policy{.name = owned(name),
                                  .table = owned(table),
                                  .roles = owned(options.roles),
                                  .using_expression = owned(options.using_expression),
                                  .check_expression = owned(options.check_expression)},
               where);
}

void recorder::do_create_role(string_ref name, const role_options& options, location where) {
  sink_.accept(data::create_role{.name = owned(name),
                                 .if_not_exists = options.if_not_exists,
                                 .login = options.login,
                                 .attributes = owned(options.attributes)},
               where);
}

void recorder::do_grant(string_ref privileges, const object& on, const string_ref* roles, count n,
                        const grant_options& options, location where) {
  sink_.accept(data::grant{.privileges = owned(privileges),
                           .on = owned(on),
                           .roles = owned(roles, n),
                           .with_grant_option = options.with_grant_option,
                           .if_comment = owned(options.if_comment)},
               where);
}

void recorder::do_revoke(string_ref privileges, const object& on, const string_ref* roles, count n,
                         const revoke_options& options, location where) {
  sink_.accept(data::revoke{.privileges = owned(privileges),
                            .on = owned(on),
                            .roles = owned(roles, n),
                            .cascade = options.cascade},
               where);
}

void recorder::do_copy_grants(const object& from, const object& to, location where) {
  sink_.accept(data::copy_grants{.from = owned(from), .to = owned(to)}, where);
}

void recorder::do_grant_role(string_ref role, const string_ref* members, count n, location where) {
  sink_.accept(data::grant_role{owned(role), owned(members, n)}, where);
}

void recorder::do_revoke_role(string_ref role, const string_ref* members, count n, location where) {
  sink_.accept(data::revoke_role{owned(role), owned(members, n)}, where);
}

}  // namespace revise
