#pragma once

#include <revise/table_operations.h>

/// Views, functions, procedures and triggers. SQLite has views and triggers of them.

namespace revise {

struct view_options {
  bool replace = false;
  name_list columns{};  ///< empty: as the query names them
  /// PostgreSQL: rows written through the view must be seen by it: "local", "cascaded".
  string_ref check_option{};
  /// PostgreSQL: "security_invoker = true, security_barrier = true".
  string_ref with{};
};

struct materialized_view_options {
  bool if_not_exists = false;
  bool with_data = true;  ///< filled at once; else `refresh` fills it
  name_list columns{};
  string_ref with{};  ///< storage parameters
};

struct refresh_options {
  bool concurrently = false;  ///< readers go on; the view needs a unique index
  bool with_data = true;      ///< false: emptied, and unreadable until the next refresh
};

struct function_options {
  string_ref returns{};   ///< "uuid", "setof text", "table (id uuid, name text)"; "trigger"
  string_ref language{};  ///< empty: "sql"
  /// The text between the quotes, which revise sets so that nothing in it can end them.
  string_ref body{};
  bool replace = false;
  /// What is there stays as it is. The signature then has types alone: "has_role(uuid, text)".
  bool if_not_exists = false;
  bool stable = false;
  bool immutable = false;
  bool strict = false;
  bool security_definer = false;
  string_ref parallel{};  ///< "safe", "restricted"; empty: unsafe
  name_list set{};        ///< {"search_path = ''"}: settings while it runs
  string_ref comment{};   ///< with if_not_exists: of a function that is made here
};

struct procedure_options {
  string_ref language{};  ///< empty: "sql"
  string_ref body{};
  bool replace = false;
  bool security_definer = false;
  name_list set{};
};

struct trigger_options {
  string_ref event{};  ///< "before update", "after insert or delete", "before update of a, b"
  bool for_each_statement = false;  ///< else for each row
  string_ref condition{};           ///< SQL of `when`; empty: always
  /// PostgreSQL: what is called: "set_updated_at()".
  string_ref function{};
  /// SQLite: the statements between `begin` and `end`: "update t set n = n + 1;".
  string_ref body{};
  string_ref referencing{};                      ///< PostgreSQL: "new table as inserted"
  bool replace = false;                          ///< PostgreSQL 14 and later
  deferral deferred = deferral::not_deferrable;  ///< else a constraint trigger
};

class routine_operations : public table_operations {
 public:
  /// `query` is a SELECT, without a semicolon.
  void create_view(string_ref name, string_ref query, const view_options& options = {},
                   location where = location::here()) {
    do_create_view(name, query, options, where);
  }
  void drop_view(string_ref name, const drop_options& options = {},
                 location where = location::here()) {
    do_drop(object::view(name), options, where);
  }
  void create_materialized_view(string_ref name, string_ref query,
                                const materialized_view_options& options = {},
                                location where = location::here()) {
    do_create_materialized_view(name, query, options, where);
  }
  void refresh_materialized_view(string_ref name, const refresh_options& options = {},
                                 location where = location::here()) {
    do_refresh_materialized_view(name, options, where);
  }
  void drop_materialized_view(string_ref name, const drop_options& options = {},
                              location where = location::here()) {
    do_drop(object::materialized_view(name), options, where);
  }

  /// `signature`: the name with its arguments, as SQL: "auth.has_role(workspace uuid, r text)".
  void create_function(string_ref signature, const function_options& options,
                       location where = location::here()) {
    do_create_function(signature, options, where);
  }
  /// `signature`: the types say which one is meant; without parentheses where there is only one.
  void drop_function(string_ref signature, const drop_options& options = {},
                     location where = location::here()) {
    do_drop(object::function(signature), options, where);
  }
  void create_procedure(string_ref signature, const procedure_options& options,
                        location where = location::here()) {
    do_create_procedure(signature, options, where);
  }
  void drop_procedure(string_ref signature, const drop_options& options = {},
                      location where = location::here()) {
    do_drop(object::procedure(signature), options, where);
  }

  void create_trigger(string_ref name, string_ref table, const trigger_options& options,
                      location where = location::here()) {
    do_create_trigger(name, table, options, where);
  }
  void drop_trigger(string_ref name, string_ref table, const drop_options& options = {},
                    location where = location::here()) {
    do_drop(object::trigger(table, name), options, where);
  }

 protected:
  ~routine_operations() = default;

 private:
  virtual void do_create_view(string_ref name, string_ref query, const view_options& options,
                              location where) = 0;
  virtual void do_create_materialized_view(string_ref name, string_ref query,
                                           const materialized_view_options& options,
                                           location where) = 0;
  virtual void do_refresh_materialized_view(string_ref name, const refresh_options& options,
                                            location where) = 0;
  virtual void do_create_function(string_ref signature, const function_options& options,
                                  location where) = 0;
  virtual void do_create_procedure(string_ref signature, const procedure_options& options,
                                   location where) = 0;
  virtual void do_create_trigger(string_ref name, string_ref table, const trigger_options& options,
                                 location where) = 0;
};

}  // namespace revise
