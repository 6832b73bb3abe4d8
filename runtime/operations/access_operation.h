#pragma once

#include <revise/vocabulary.h>

#include <string>
#include <vector>

#include "operations/object_operation.h"
#include "sql/raw_sql.h"

/// Row-level security, policies, roles and grants, as data.

namespace revise::operations_data {

struct alter_row_security {
  std::string table;
  row_security change;
  bool operator==(const alter_row_security&) const = default;
};

struct create_policy {
  std::string name;
  std::string table;
  policy_command command = policy_command::all;
  bool restrictive = false;
  std::vector<std::string> roles;
  raw_sql using_expression;
  raw_sql check_expression;
  bool operator==(const create_policy&) const = default;
};

struct alter_policy {
  std::string name;
  std::string table;
  std::vector<std::string> roles;
  raw_sql using_expression;
  raw_sql check_expression;
  bool operator==(const alter_policy&) const = default;
};

struct create_role {
  std::string name;
  bool if_not_exists = false;
  bool login = false;
  raw_sql attributes;
  bool operator==(const create_role&) const = default;
};

struct grant {
  raw_sql privileges;
  object_name on;
  std::vector<std::string> roles;
  bool with_grant_option = false;
  std::string if_comment{};  ///< grant only if the object's comment is this text; empty: always
  bool operator==(const grant&) const = default;
};

struct revoke {
  raw_sql privileges;
  object_name on;
  std::vector<std::string> roles;
  bool cascade = false;
  bool operator==(const revoke&) const = default;
};

struct copy_grants {
  object_name from;
  object_name to;
  bool operator==(const copy_grants&) const = default;
};

struct grant_role {
  std::string role;
  std::vector<std::string> members;
  bool operator==(const grant_role&) const = default;
};

struct revoke_role {
  std::string role;
  std::vector<std::string> members;
  bool operator==(const revoke_role&) const = default;
};

}  // namespace revise::operations_data
