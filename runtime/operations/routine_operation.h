#pragma once

#include <revise/vocabulary.h>

#include <string>
#include <vector>

#include "sql/raw_sql.h"

/// Views, functions, procedures and triggers, as data. An empty text means that it was not given.

namespace revise::operations_data {

struct create_view {
  std::string name;
  raw_sql query;
  bool replace = false;
  std::vector<std::string> columns;
  raw_sql check_option;
  raw_sql with;
  bool operator==(const create_view&) const = default;
};

struct create_materialized_view {
  std::string name;
  raw_sql query;
  bool if_not_exists = false;
  bool with_data = true;
  std::vector<std::string> columns;
  raw_sql with;
  bool operator==(const create_materialized_view&) const = default;
};

struct refresh_materialized_view {
  std::string name;
  bool concurrently = false;
  bool with_data = true;
  bool operator==(const refresh_materialized_view&) const = default;
};

/// A function or a procedure.
struct create_routine {
  bool is_procedure = false;
  std::string signature;  ///< with its arguments
  raw_sql returns;        ///< for a function
  raw_sql language;
  std::string body;
  bool replace = false;
  bool if_not_exists = false;  ///< if set, the signature's arguments are types only
  bool stable = false;
  bool immutable = false;
  bool strict = false;
  bool security_definer = false;
  raw_sql parallel;
  std::vector<raw_sql> set;
  std::string comment{};
  bool operator==(const create_routine&) const = default;
};

struct create_trigger {
  std::string name;
  std::string table;
  raw_sql event;
  bool for_each_statement = false;
  raw_sql condition;
  std::string function;  ///< on PostgreSQL
  raw_sql body;          ///< on SQLite
  raw_sql referencing;
  bool replace = false;
  deferral deferred = deferral::not_deferrable;
  bool operator==(const create_trigger&) const = default;
};

}  // namespace revise::operations_data
