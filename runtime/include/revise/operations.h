#pragma once

#include <initializer_list>

#include <revise/data_operations.h>
#include <revise/location.h>
#include <revise/string_ref.h>
#include <revise/table.h>

namespace revise {

/// How an index differs from a plain one: `op.create_index("ix", "t", {"c"}, {.unique = true})`.
struct index_options {
  bool unique = false;
  bool if_not_exists = false;
  string_ref where{};  ///< SQL: only rows that meet it are in the index; empty: all
};

/// What a migration does to the database. Names may be `schema.table`, and are quoted when they
/// need it; texts called SQL are sent as they are.
///
/// Each function throws what the database answers when it refuses; let it pass, the revision is
/// then rolled back as a whole. The public functions are inline over pure virtuals, so that a
/// plugin needs no symbol of the program that loads it.
class operations : public data_operations {
 public:
  using data_operations::execute;

  /// `items`: columns in their order, and constraints.
  void create_table(string_ref name, std::initializer_list<table_item> items,
                    location where = location::here()) {
    do_create_table(name, items.begin(), items.size(), where);
  }

  void drop_table(string_ref name, location where = location::here()) {
    do_drop_table(name, where);
  }

  void add_column(string_ref table, const column& added, location where = location::here()) {
    do_add_column(table, added, where);
  }

  void drop_column(string_ref table, string_ref name, location where = location::here()) {
    do_drop_column(table, name, where);
  }

  /// `columns`: names, or SQL in parentheses: {"org_id", "(lower(email))"}.
  void create_index(string_ref name, string_ref table, name_list columns,
                    const index_options& options = {}, location where = location::here()) {
    do_create_index(name, table, columns.begin(), columns.size(), options, where);
  }

  /// `name` with its schema where the index is not in the default one.
  void drop_index(string_ref name, location where = location::here()) {
    do_drop_index(name, where);
  }

  /// Any SQL, several statements too, sent as it is: no placeholder is looked for in it.
  void execute(string_ref sql, location where = location::here()) { do_execute(sql, where); }

  /// The SQL of a file `*.sql`, named from the migration's own folder. Its text is in the plugin,
  /// as it was when that was built. Throws when there is no such file.
  void execute_file(string_ref name, location where = location::here()) {
    do_execute_file(name, where);
  }

  /// The value of `-x KEY=VALUE` on the command line. Throws when it was not given: what is built
  /// from it would be another migration. The text lives as long as the run.
  string_ref argument(string_ref key) const { return do_argument(key, nullptr); }

  /// The same, and `otherwise` when it was not given.
  string_ref argument(string_ref key, string_ref otherwise) const {
    return do_argument(key, &otherwise);
  }

 protected:
  using count = string_ref::size_type;

  operations() = default;
  operations(const operations&) = default;
  operations& operator=(const operations&) = default;
  ~operations() = default;

 private:
  virtual void do_create_table(string_ref name, const table_item* items, count n,
                               location where) = 0;
  virtual void do_drop_table(string_ref name, location where) = 0;
  virtual void do_add_column(string_ref table, const column& added, location where) = 0;
  virtual void do_drop_column(string_ref table, string_ref name, location where) = 0;
  virtual void do_create_index(string_ref name, string_ref table, const string_ref* columns,
                               count n, const index_options& options, location where) = 0;
  virtual void do_drop_index(string_ref name, location where) = 0;
  virtual void do_execute(string_ref sql, location where) = 0;
  virtual void do_execute_file(string_ref name, location where) = 0;
  virtual string_ref do_argument(string_ref key, const string_ref* otherwise) const = 0;
};

}  // namespace revise
