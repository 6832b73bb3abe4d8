#pragma once

#include <revise/location.h>
#include <revise/table.h>
#include <revise/value.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "util/result_set.h"
#include "util/sql_value.h"

namespace soci {
class session;
}

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
  std::string sql;  ///< any number of statements; one where there are parameters
  /// For `$1`, `$2`, … in this order; none: nothing in `sql` is a placeholder.
  std::vector<sql_value> parameters{};
  std::string file{};  ///< where the SQL comes from: an absolute path; empty: from the call itself
};

/// A statement whose result the migration reads. No `operation`: it gives something back, so a sink
/// without a database has no way to do it.
struct query {
  std::string sql;  ///< one statement
  std::vector<sql_value> parameters{};
};

/// Takes one row; the values in it live as long as the call.
using row_taker = std::function<void(std::span<const value>)>;

struct bulk_insert {
  std::string table;
  std::vector<std::string> columns;  ///< at least one
  /// Gives each row, as many values as there are columns, to the function; passes on what that
  /// throws. To be called once, and before the sink's `accept` returns: it calls the migration.
  std::function<void(const row_taker&)> rows;
};

/// Copies rows inside the database: `insert into TO (…) select … from FROM`.
struct copy_rows {
  struct column {
    std::string name;        ///< in `to`
    std::string expression;  ///< SQL over the columns of `from`; empty: the column of that name
  };
  std::string from;
  std::string to;
  std::vector<column> columns;  ///< none: all, by their position
  std::string where;            ///< SQL; empty: every row
  std::string order_by;         ///< SQL; empty: in no order
};

using operation = std::variant<create_table, drop_table, add_column, drop_column, create_index,
                               drop_index, execute, bulk_insert, copy_rows>;

}  // namespace revise::operations_data

namespace revise {

using operations_data::operation;

/// Where operations go: to a database, later also to a script or a list.
class operation_sink {
 public:
  virtual ~operation_sink() = default;

  /// `where` is the call in the migration's source.
  virtual void accept(const operation& op, location where) = 0;

  /// What the query finds. A sink without a database throws `error`, as this one does.
  virtual result_set query(const operations_data::query& asked, location where);

  /// The database's own session, for <revise/soci.h>. A sink without a database throws `error`, as
  /// this one does.
  virtual soci::session& session(location where);
};

}  // namespace revise
