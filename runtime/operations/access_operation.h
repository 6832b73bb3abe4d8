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
};

struct create_policy {
  std::string name;
  std::string table;
  policy_command command = policy_command::all;
  bool restrictive = false;
  std::vector<std::string> roles;
  raw_sql using_expression;
  raw_sql check_expression;
};

struct alter_policy {
  std::string name;
  std::string table;
  std::vector<std::string> roles;
  raw_sql using_expression;
  raw_sql check_expression;
};

struct create_role {
  std::string name;
  bool if_not_exists = false;
  bool login = false;
  raw_sql attributes;
};

struct grant {
  raw_sql privileges;
  object_name on;
  std::vector<std::string> roles;
  bool with_grant_option = false;
  std::string if_comment{};  ///< only where this is the object's comment; empty: always
};

struct revoke {
  raw_sql privileges;
  object_name on;
  std::vector<std::string> roles;
  bool cascade = false;
};

struct copy_grants {
  object_name from;
  object_name to;
};

struct grant_role {
  std::string role;
  std::vector<std::string> members;
};

struct revoke_role {
  std::string role;
  std::vector<std::string> members;
};

}  // namespace revise::operations_data
