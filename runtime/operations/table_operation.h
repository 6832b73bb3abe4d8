#pragma once

#include <revise/vocabulary.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/raw_sql.h"

/// Tables and their parts, as data. Texts are as the migration gave them; every constraint has a
/// name (operations/naming.h).

namespace revise::operations_data {

struct data_type {
  raw_sql name;     ///< PostgreSQL's name, or what the migration wrote
  int length = -1;  ///< -1: not given
  int scale = -1;   ///< -1: not given
  bool array = false;
  bool operator==(const data_type&) const = default;
};

struct check_constraint {
  std::string name;
  raw_sql expression;  ///< SQL
  bool not_valid = false;
  bool no_inherit = false;
  bool operator==(const check_constraint&) const = default;
};

struct key_constraint {
  enum class kind : unsigned char { primary, unique };
  kind what;
  std::string name;
  std::vector<std::string> columns;
  std::string index;  ///< an existing index to use instead of `columns`; empty: no index
  bool nulls_distinct = true;
  deferral checked = deferral::not_deferrable;
  bool operator==(const key_constraint&) const = default;
};

struct foreign_key_target {
  std::string table;
  std::vector<std::string> columns;  ///< empty: the primary key
  referential_action on_delete = referential_action::no_action;
  referential_action on_update = referential_action::no_action;
  bool match_full = false;
  deferral checked = deferral::not_deferrable;
  bool operator==(const foreign_key_target&) const = default;
};

struct foreign_key_constraint {
  std::string name;
  std::vector<std::string> columns;
  foreign_key_target target;
  bool not_valid = false;
  bool operator==(const foreign_key_constraint&) const = default;
};

struct exclude_constraint {
  struct element {
    std::string expression;
    raw_sql with;
    bool operator==(const element&) const = default;
  };
  std::string name;
  raw_sql method;
  std::vector<element> elements;
  raw_sql where;  ///< SQL; empty: all rows
  deferral checked = deferral::not_deferrable;
  bool operator==(const exclude_constraint&) const = default;
};

using constraint =
    std::variant<check_constraint, key_constraint, foreign_key_constraint, exclude_constraint>;

struct column_definition {
  std::string name;
  data_type type;
  bool not_null = false;
  identity_kind identity = identity_kind::none;
  raw_sql default_expression;    ///< SQL; empty: no default
  raw_sql generated_expression;  ///< SQL; empty: an ordinary column
  std::string collation;
  std::string comment;
  std::optional<std::string> primary_key;  ///< the constraint's name; null: no primary key
  std::optional<std::string> unique;       ///< the constraint's name; null: not unique
  std::optional<check_constraint> check;
  bool has_more_checks = false;  ///< the column has several checks, of which `check` is the last;
                                 ///< no dialect accepts that
  std::optional<foreign_key_constraint> references;  ///< a foreign key of this column alone
  bool operator==(const column_definition&) const = default;
};

struct like_table {
  std::string table;
  raw_sql options;             ///< SQL
  std::size_t columns_before;  ///< the number of columns that precede this `like`
  bool operator==(const like_table&) const = default;
};

struct create_table {
  std::string name;
  std::vector<column_definition> columns;
  std::vector<like_table> likes;
  std::vector<constraint> constraints;
  bool if_not_exists = false;
  bool unlogged = false;
  raw_sql partition_by;  ///< SQL; empty: not given
  std::string partition_of;
  raw_sql for_values;
  raw_sql with;
  std::string tablespace;
  std::string comment;
  bool operator==(const create_table&) const = default;
};

struct lock_table {
  std::string table;
  raw_sql mode;
  bool operator==(const lock_table&) const = default;
};

struct analyze_table {
  std::string table;
  bool operator==(const analyze_table&) const = default;
};

struct attach_partition {
  std::string table;
  std::string partition;
  raw_sql for_values;
  bool operator==(const attach_partition&) const = default;
};

struct detach_partition {
  std::string table;
  std::string partition;
  bool concurrently = false;
  bool operator==(const detach_partition&) const = default;
};

struct add_column {
  std::string table;
  column_definition column;
  bool if_not_exists = false;
  bool operator==(const add_column&) const = default;
};

struct alter_column_type {
  std::string table;
  std::string column;
  data_type type;
  raw_sql using_expression;  ///< SQL; empty: no `using`
  std::string collation;
  bool operator==(const alter_column_type&) const = default;
};

struct alter_nullability {
  std::string table;
  std::string column;
  bool not_null;
  bool operator==(const alter_nullability&) const = default;
};

struct alter_default {
  std::string table;
  std::string column;
  raw_sql expression;  ///< SQL; empty: removes the default
  bool operator==(const alter_default&) const = default;
};

struct alter_identity {
  std::string table;
  std::string column;
  identity_kind identity;  ///< `none`: makes the column an ordinary one
  bool operator==(const alter_identity&) const = default;
};

struct add_constraint {
  std::string table;
  constraint added;
  bool operator==(const add_constraint&) const = default;
};

struct validate_constraint {
  std::string table;
  std::string name;
  bool operator==(const validate_constraint&) const = default;
};

struct indexed_column {
  std::string expression;  ///< a name, or SQL in parentheses
  std::string collation;
  std::string operators;
  index_order order = index_order::unsaid;
  nulls_order nulls = nulls_order::unsaid;
  bool operator==(const indexed_column&) const = default;
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
  bool operator==(const create_index&) const = default;
};

}  // namespace revise::operations_data
