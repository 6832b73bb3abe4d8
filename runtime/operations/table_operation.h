#pragma once

#include <revise/vocabulary.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/raw_sql.h"

/// Tables and what belongs to them, as data. Texts are as the migration gave them; every
/// constraint has its name (operations/naming.h).

namespace revise::operations_data {

struct data_type {
  raw_sql name;     ///< PostgreSQL's name, or whatever the migration wrote
  int length = -1;  ///< -1: not given
  int scale = -1;   ///< -1: not given
  bool array = false;
};

struct check_constraint {
  std::string name;
  raw_sql expression;  ///< SQL
  bool not_valid = false;
  bool no_inherit = false;
};

struct key_constraint {
  enum class kind : unsigned char { primary, unique };
  kind what;
  std::string name;
  std::vector<std::string> columns;
  std::string index;  ///< taken over instead of `columns`; empty: none
  bool nulls_distinct = true;
  deferral checked = deferral::not_deferrable;
};

struct foreign_key_target {
  std::string table;
  std::vector<std::string> columns;  ///< empty: the primary key
  referential_action on_delete = referential_action::no_action;
  referential_action on_update = referential_action::no_action;
  bool match_full = false;
  deferral checked = deferral::not_deferrable;
};

struct foreign_key_constraint {
  std::string name;
  std::vector<std::string> columns;
  foreign_key_target target;
  bool not_valid = false;
};

struct exclude_constraint {
  struct element {
    std::string expression;
    raw_sql with;
  };
  std::string name;
  raw_sql method;
  std::vector<element> elements;
  raw_sql where;  ///< SQL; empty: all rows
  deferral checked = deferral::not_deferrable;
};

using constraint =
    std::variant<check_constraint, key_constraint, foreign_key_constraint, exclude_constraint>;

struct column_definition {
  std::string name;
  data_type type;
  bool not_null = false;
  identity_kind identity = identity_kind::none;
  raw_sql default_expression;    ///< SQL; empty: none
  raw_sql generated_expression;  ///< SQL; empty: none
  std::string collation;
  std::string comment;
  std::optional<std::string> primary_key;  ///< the constraint's name; nothing: it is none
  std::optional<std::string> unique;       ///< the same
  std::optional<check_constraint> check;
  bool has_more_checks = false;                      ///< than that one, which no dialect takes
  std::optional<foreign_key_constraint> references;  ///< of this column alone
};

struct like_table {
  std::string table;
  raw_sql options;             ///< SQL
  std::size_t columns_before;  ///< how many of the columns stand before it
};

struct create_table {
  std::string name;
  std::vector<column_definition> columns;
  std::vector<like_table> likes;
  std::vector<constraint> constraints;
  bool if_not_exists = false;
  bool unlogged = false;
  raw_sql partition_by;  ///< SQL; empty: none. So are the next four.
  std::string partition_of;
  raw_sql for_values;
  raw_sql with;
  std::string tablespace;
  std::string comment;
};

struct lock_table {
  std::string table;
  raw_sql mode;
};

struct analyze_table {
  std::string table;
};

struct attach_partition {
  std::string table;
  std::string partition;
  raw_sql for_values;
};

struct detach_partition {
  std::string table;
  std::string partition;
  bool concurrently = false;
};

struct add_column {
  std::string table;
  column_definition column;
  bool if_not_exists = false;
};

struct alter_column_type {
  std::string table;
  std::string column;
  data_type type;
  raw_sql using_expression;  ///< SQL; empty: none
  std::string collation;
};

struct alter_nullability {
  std::string table;
  std::string column;
  bool not_null;
};

struct alter_default {
  std::string table;
  std::string column;
  raw_sql expression;  ///< SQL; empty: none from now on
};

struct alter_identity {
  std::string table;
  std::string column;
  identity_kind identity;  ///< `none`: an ordinary column from now on
};

struct add_constraint {
  std::string table;
  constraint added;
};

struct validate_constraint {
  std::string table;
  std::string name;
};

struct indexed_column {
  std::string expression;  ///< a name, or SQL in parentheses
  std::string collation;
  std::string operators;
  index_order order = index_order::unsaid;
  nulls_order nulls = nulls_order::unsaid;
};

struct create_index {
  std::string name;
  std::string table;
  std::vector<indexed_column> columns;
  bool unique = false;
  bool if_not_exists = false;
  bool concurrently = false;
  raw_sql method;  ///< empty: btree
  bool nulls_not_distinct = false;
  std::vector<std::string> include;
  raw_sql with;
  std::string tablespace;
  raw_sql where;  ///< SQL; empty: every row
};

}  // namespace revise::operations_data
