#pragma once

#include <revise/vocabulary.h>

#include <string>
#include <vector>

/// Views, functions, procedures and triggers, as data. An empty text is one that was not given.

namespace revise::operations_data {

struct create_view {
  std::string name;
  std::string query;
  bool replace = false;
  std::vector<std::string> columns;
  std::string check_option;
  std::string with;
};

struct create_materialized_view {
  std::string name;
  std::string query;
  bool if_not_exists = false;
  bool with_data = true;
  std::vector<std::string> columns;
  std::string with;
};

struct refresh_materialized_view {
  std::string name;
  bool concurrently = false;
  bool with_data = true;
};

/// A function, or a procedure.
struct create_routine {
  bool is_procedure = false;
  std::string signature;  ///< with its arguments
  std::string returns;    ///< of a function
  std::string language;
  std::string body;
  bool replace = false;
  bool if_not_exists = false;  ///< the arguments are types alone
  bool stable = false;
  bool immutable = false;
  bool strict = false;
  bool security_definer = false;
  std::string parallel;
  std::vector<std::string> set;
  std::string comment{};
};

struct create_trigger {
  std::string name;
  std::string table;
  std::string event;
  bool for_each_statement = false;
  std::string condition;
  std::string function;  ///< PostgreSQL
  std::string body;      ///< SQLite
  std::string referencing;
  bool replace = false;
  deferral deferred = deferral::not_deferrable;
};

}  // namespace revise::operations_data
