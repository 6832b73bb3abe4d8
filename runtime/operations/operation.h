#pragma once

#include <revise/location.h>
#include <revise/table.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// An operation is data: what a migration called, with texts of its own, so that it can be run,
/// printed and looked at by the same code. A dialect turns it into SQL.

namespace revise::operations_data {

struct data_type {
  std::string name;  ///< PostgreSQL's name, or whatever the migration wrote
  int length = -1;   ///< -1: not given
  int scale = -1;    ///< -1: not given
  bool array = false;
};

struct foreign_key_target {
  std::string table;
  std::vector<std::string> columns;
  referential_action on_delete = referential_action::no_action;
  referential_action on_update = referential_action::no_action;
};

struct column_definition {
  std::string name;
  data_type type;
  bool not_null = false;
  bool primary_key = false;
  bool unique = false;
  bool identity = false;
  std::string default_expression;  ///< SQL; empty: none
  std::optional<foreign_key_target> references;
};

struct check_constraint {
  std::string name;
  std::string expression;
};

struct key_constraint {
  enum class kind : unsigned char { primary, unique };
  kind what;
  std::string name;  ///< empty: the database names it
  std::vector<std::string> columns;
};

struct foreign_key_constraint {
  std::string name;
  std::vector<std::string> columns;
  foreign_key_target target;
};

using constraint = std::variant<check_constraint, key_constraint, foreign_key_constraint>;

struct create_table {
  std::string name;
  std::vector<column_definition> columns;
  std::vector<constraint> constraints;
};

struct drop_table {
  std::string name;
};

struct add_column {
  std::string table;
  column_definition column;
};

struct drop_column {
  std::string table;
  std::string name;
};

struct create_index {
  std::string name;
  std::string table;
  std::vector<std::string> columns;  ///< names, or SQL in parentheses
  bool unique = false;
  bool if_not_exists = false;
  std::string where;  ///< SQL; empty: every row
};

struct drop_index {
  std::string name;
};

struct execute {
  std::string sql;  ///< any number of statements
};

using operation = std::variant<create_table, drop_table, add_column, drop_column, create_index,
                               drop_index, execute>;

}  // namespace revise::operations_data

namespace revise {

using operations_data::operation;

/// Where operations go: to a database, later also to a script or a list.
class operation_sink {
 public:
  virtual ~operation_sink() = default;

  /// `where` is the call in the migration's source.
  virtual void accept(const operation& op, location where) = 0;
};

}  // namespace revise
