#pragma once

#include <revise/schema_operations.h>
#include <revise/table.h>

/// Tables, their columns, constraints and indexes. A change that SQLite's ALTER TABLE does not
/// support rebuilds the table, with its rows, indexes, triggers and views
/// (sqlite.org/lang_altertable.html, section 7).

namespace revise {

struct table_options {
  bool if_not_exists = false;
  bool unlogged = false;
  string_ref partition_by{};  ///< SQL: "range (created_at)"
  string_ref partition_of{};  ///< the partitioned table; `items` may then be {}
  string_ref for_values{};    ///< SQL, with partition_of: "from ('2026-01-01') to ('2026-02-01')"
  string_ref with{};          ///< storage parameters: "fillfactor = 70"
  string_ref tablespace{};
  string_ref comment{};  ///< with if_not_exists: set only if the table did not exist
};

struct add_column_options {
  bool if_not_exists = false;
};

struct alter_type_options {
  string_ref using_expression{};  ///< SQL: "price::numeric"; empty: the database's own cast
  string_ref collation{};
};

/// Options of an index: `op.create_index("ix", "t", {"c"}, {.unique = true})`.
struct index_options {
  bool unique = false;
  bool if_not_exists = false;
  /// Builds the index without blocking writes. The revision must then be `.transactional = false`.
  bool concurrently = false;
  string_ref method{};  ///< "gin", "ivfflat"; empty: btree
  bool nulls_not_distinct = false;
  name_list include{};      ///< columns that are stored in the index but are not part of its key
  string_ref with{};        ///< "lists = 100"
  string_ref tablespace{};  ///< empty: the default tablespace
  string_ref where{};       ///< SQL: only rows that meet it are in the index; empty: all rows
};

struct drop_index_options {
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
};

struct detach_options {
  bool concurrently = false;
};

/// A column of an index, or SQL in parentheses: index_column("(lower(email))").descending().
struct index_column {
  string_ref expression;
  string_ref collation;
  string_ref operators;  ///< an operator class: "vector_cosine_ops"
  index_order order = index_order::unsaid;
  nulls_order nulls = nulls_order::unsaid;

  /// Converts from a literal, a std::string or a string_ref.
  constexpr index_column(const auto& s) requires requires { string_ref(s); } : expression(s) {
  }

  constexpr index_column& collate(string_ref name) { return collation = name, *this; }
  constexpr index_column& operator_class(string_ref name) { return operators = name, *this; }
  constexpr index_column& ascending() { return order = index_order::ascending, *this; }
  constexpr index_column& descending() { return order = index_order::descending, *this; }
  constexpr index_column& nulls_first() { return nulls = nulls_order::first, *this; }
  constexpr index_column& nulls_last() { return nulls = nulls_order::last, *this; }
};

class table_operations : public schema_operations {
 public:
  /// `items`: the columns in their order, constraints, and `like`.
  void create_table(string_ref name, std::initializer_list<table_item> items,
                    const table_options& options = {}, location where = location::here()) {
    do_create_table(name, items.begin(), items.size(), options, where);
  }
  void drop_table(string_ref name, const drop_options& options = {},
                  location where = location::here()) {
    do_drop(object::table(name), options, where);
  }
  /// `to` is a name without a schema, because the table stays in its schema.
  void rename_table(string_ref name, string_ref to, location where = location::here()) {
    do_rename(object::table(name), to, where);
  }
  /// Moves the table with its indexes, its constraints and the sequences that its columns own.
  void move_table(string_ref name, string_ref to_schema, location where = location::here()) {
    do_move(object::table(name), to_schema, where);
  }
  /// Locks the table until the end of the transaction. `mode` is SQL (PostgreSQL manual, 13.3.1):
  /// "share row exclusive" blocks writers, "access exclusive" blocks readers too. PostgreSQL only.
  void lock_table(string_ref name, string_ref mode, location where = location::here()) {
    do_lock_table(name, mode, where);
  }
  /// Updates the planner's statistics now, instead of waiting for autovacuum: useful after many
  /// rows were written. PostgreSQL only.
  void analyze_table(string_ref name, location where = location::here()) {
    do_analyze_table(name, where);
  }
  /// `for_values` is SQL: "from ('2026-01-01') to ('2026-02-01')", "default".
  void attach_partition(string_ref table, string_ref partition, string_ref for_values,
                        location where = location::here()) {
    do_attach_partition(table, partition, for_values, where);
  }
  void detach_partition(string_ref table, string_ref partition, const detach_options& options = {},
                        location where = location::here()) {
    do_detach_partition(table, partition, options, where);
  }

  void add_column(string_ref table, const column& added, const add_column_options& options = {},
                  location where = location::here()) {
    do_add_column(table, added, options, where);
  }
  void drop_column(string_ref table, string_ref name, const drop_options& options = {},
                   location where = location::here()) {
    do_drop(object::column(table, name), options, where);
  }
  void rename_column(string_ref table, string_ref from, string_ref to,
                     location where = location::here()) {
    do_rename(object::column(table, from), to, where);
  }
  void alter_column_type(string_ref table, string_ref name, type to,
                         const alter_type_options& options = {},
                         location where = location::here()) {
    do_alter_column_type(table, name, to, options, where);
  }
  void set_not_null(string_ref table, string_ref name, location where = location::here()) {
    do_alter_nullability(table, name, true, where);
  }
  void drop_not_null(string_ref table, string_ref name, location where = location::here()) {
    do_alter_nullability(table, name, false, where);
  }
  /// `expression` is SQL, as in column::server_default.
  void set_default(string_ref table, string_ref name, string_ref expression,
                   location where = location::here()) {
    do_alter_default(table, name, expression, where);
  }
  void drop_default(string_ref table, string_ref name, location where = location::here()) {
    do_alter_default(table, name, {}, where);
  }
  /// The column must be not null and have no default. Its numbers start at 1; op.sequence_follows
  /// moves them past the existing ones.
  void add_identity(string_ref table, string_ref name,
                    identity_kind kind = identity_kind::by_default,
                    location where = location::here()) {
    do_alter_identity(table, name, kind, where);
  }
  void drop_identity(string_ref table, string_ref name, location where = location::here()) {
    do_alter_identity(table, name, identity_kind::none, where);
  }

  /// `added`: check, primary_key, unique, foreign_key, exclude.
  void add_constraint(string_ref table, constraint_item added, location where = location::here()) {
    do_add_constraint(table, added, where);
  }
  /// Checks the rows that `not_valid()` left unchecked.
  void validate_constraint(string_ref table, string_ref name, location where = location::here()) {
    do_validate_constraint(table, name, where);
  }
  void rename_constraint(string_ref table, string_ref from, string_ref to,
                         location where = location::here()) {
    do_rename(object::constraint(table, from), to, where);
  }
  void drop_constraint(string_ref table, string_ref name, const drop_options& options = {},
                       location where = location::here()) {
    do_drop(object::constraint(table, name), options, where);
  }

  /// `columns`: names, SQL in parentheses, or index_column: {"org_id", "(lower(email))"}.
  void create_index(string_ref name, string_ref table, std::initializer_list<index_column> columns,
                    const index_options& options = {}, location where = location::here()) {
    do_create_index(name, table, columns.begin(), columns.size(), options, where);
  }
  /// `name` includes the schema if the index is not in the default schema.
  void drop_index(string_ref name, const drop_index_options& options = {},
                  location where = location::here()) {
    do_drop_index(name, options, where);
  }
  void rename_index(string_ref name, string_ref to, location where = location::here()) {
    do_rename(object::index(name), to, where);
  }

 protected:
  ~table_operations() = default;

 private:
  virtual void do_create_table(string_ref name, const table_item* items, count n,
                               const table_options& options, location where) = 0;
  virtual void do_lock_table(string_ref name, string_ref mode, location where) = 0;
  virtual void do_analyze_table(string_ref name, location where) = 0;
  virtual void do_attach_partition(string_ref table, string_ref partition, string_ref for_values,
                                   location where) = 0;
  virtual void do_detach_partition(string_ref table, string_ref partition,
                                   const detach_options& options, location where) = 0;
  virtual void do_add_column(string_ref table, const column& added,
                             const add_column_options& options, location where) = 0;
  virtual void do_alter_column_type(string_ref table, string_ref name, const type& to,
                                    const alter_type_options& options, location where) = 0;
  virtual void do_alter_nullability(string_ref table, string_ref name, bool not_null,
                                    location where) = 0;
  virtual void do_alter_default(string_ref table, string_ref name, string_ref expression,
                                location where) = 0;
  virtual void do_alter_identity(string_ref table, string_ref name, identity_kind kind,
                                 location where) = 0;
  virtual void do_add_constraint(string_ref table, const constraint_item& added,
                                 location where) = 0;
  virtual void do_validate_constraint(string_ref table, string_ref name, location where) = 0;
  virtual void do_create_index(string_ref name, string_ref table, const index_column* columns,
                               count n, const index_options& options, location where) = 0;
  virtual void do_drop_index(string_ref name, const drop_index_options& options,
                             location where) = 0;
};

}  // namespace revise
