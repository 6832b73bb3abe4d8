#pragma once

#include <revise/routine_operations.h>

/// Access control: row-level security, policies, roles, grants. PostgreSQL only.

namespace revise {

struct policy_options {
  policy_command command = policy_command::all;
  bool restrictive = false;       ///< false: permissive, one such policy is enough to allow a row
  name_list roles{};              ///< empty: public
  string_ref using_expression{};  ///< SQL: which rows are visible
  string_ref check_expression{};  ///< SQL: which rows may be written
};

/// Attributes that are not given stay unchanged.
struct alter_policy_options {
  name_list roles{};
  string_ref using_expression{};
  string_ref check_expression{};
};

struct role_options {
  bool if_not_exists = false;  ///< a migration of another database may have created the role
  bool login = false;
  string_ref attributes{};  ///< SQL: "bypassrls noinherit"; do not put a password here
};

struct grant_options {
  bool with_grant_option = false;
  string_ref if_comment{};  ///< grants only if the object has this comment (drop_options)
};

struct revoke_options {
  bool cascade = false;
};

class access_operations : public routine_operations {
 public:
  void enable_row_level_security(string_ref table, location where = location::here()) {
    do_row_level_security(table, row_security::enable, where);
  }
  void disable_row_level_security(string_ref table, location where = location::here()) {
    do_row_level_security(table, row_security::disable, where);
  }
  /// Applies the policies to the table's owner too.
  void force_row_level_security(string_ref table, location where = location::here()) {
    do_row_level_security(table, row_security::force, where);
  }
  void no_force_row_level_security(string_ref table, location where = location::here()) {
    do_row_level_security(table, row_security::no_force, where);
  }

  void create_policy(string_ref name, string_ref table, const policy_options& options,
                     location where = location::here()) {
    do_create_policy(name, table, options, where);
  }
  void alter_policy(string_ref name, string_ref table, const alter_policy_options& options,
                    location where = location::here()) {
    do_alter_policy(name, table, options, where);
  }
  void drop_policy(string_ref name, string_ref table, const drop_options& options = {},
                   location where = location::here()) {
    do_drop(object::policy(table, name), options, where);
  }

  void create_role(string_ref name, const role_options& options = {},
                   location where = location::here()) {
    do_create_role(name, options, where);
  }
  /// Fails if the role owns objects or has privileges in any database of the server.
  void drop_role(string_ref name, const drop_options& options = {},
                 location where = location::here()) {
    do_drop(object::role(name), options, where);
  }

  /// `privileges` is SQL: "select, insert (a, b)", "all". `roles` are names, or "public".
  void grant(string_ref privileges, const object& on, name_list roles,
             const grant_options& options = {}, location where = location::here()) {
    do_grant(privileges, on, roles.begin(), roles.size(), options, where);
  }
  void revoke(string_ref privileges, const object& on, name_list roles,
              const revoke_options& options = {}, location where = location::here()) {
    do_revoke(privileges, on, roles.begin(), roles.size(), options, where);
  }
  /// Replaces the grants on `to` with the grants on `from`, including the grants on columns. The
  /// owner's privileges stay. For tables, views and sequences.
  void copy_grants(const object& from, const object& to, location where = location::here()) {
    do_copy_grants(from, to, where);
  }
  /// `members` get the privileges of `role`.
  void grant_role(string_ref role, name_list members, location where = location::here()) {
    do_grant_role(role, members.begin(), members.size(), where);
  }
  void revoke_role(string_ref role, name_list members, location where = location::here()) {
    do_revoke_role(role, members.begin(), members.size(), where);
  }

 protected:
  ~access_operations() = default;

 private:
  virtual void do_row_level_security(string_ref table, row_security change, location where) = 0;
  virtual void do_create_policy(string_ref name, string_ref table, const policy_options& options,
                                location where) = 0;
  virtual void do_alter_policy(string_ref name, string_ref table,
                               const alter_policy_options& options, location where) = 0;
  virtual void do_create_role(string_ref name, const role_options& options, location where) = 0;
  virtual void do_grant(string_ref privileges, const object& on, const string_ref* roles, count n,
                        const grant_options& options, location where) = 0;
  virtual void do_revoke(string_ref privileges, const object& on, const string_ref* roles, count n,
                         const revoke_options& options, location where) = 0;
  virtual void do_copy_grants(const object& from, const object& to, location where) = 0;
  virtual void do_grant_role(string_ref role, const string_ref* members, count n,
                             location where) = 0;
  virtual void do_revoke_role(string_ref role, const string_ref* members, count n,
                              location where) = 0;
};

}  // namespace revise
