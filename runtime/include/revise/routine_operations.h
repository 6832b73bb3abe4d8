#pragma once

#include <revise/table_operations.h>

/// Views, functions, procedures and triggers. SQLite has only views and triggers.

namespace revise {

struct view_options {
  bool replace = false;
  name_list columns{};  ///< empty: the names in the query
  /// PostgreSQL: whether rows written through the view must be visible in it: "local", "cascaded".
  string_ref check_option{};
  /// PostgreSQL: "security_invoker = true, security_barrier = true".
  string_ref with{};
};

struct materialized_view_options {
  bool if_not_exists = false;
  bool with_data = true;  ///< true: the view is filled at once; false: `refresh` fills it
  name_list columns{};
  string_ref with{};  ///< storage parameters
};

struct refresh_options {
  bool concurrently = false;  ///< readers are not blocked; the view needs a unique index
  bool with_data = true;      ///< false: emptied, and unreadable until the next refresh
};

struct function_options {
  string_ref returns{};   ///< "uuid", "setof text", "table (id uuid, name text)", "trigger"
  string_ref language{};  ///< empty: "sql"
  /// The source text of the function, without quotes: revise chooses quotes that cannot occur in
  /// it.
  string_ref body{};
  bool replace = false;
  /// Keeps an existing function unchanged. The signature must then have only types: "has_role(uuid,
  /// text)".
  bool if_not_exists = false;
  bool stable = false;
  bool immutable = false;
  bool strict = false;
  bool security_definer = false;
  string_ref parallel{};  ///< "safe", "restricted"; empty: unsafe
  name_list set{};        ///< settings while the function runs: {"search_path = ''"}
  string_ref comment{};   ///< with if_not_exists: set only if the function did not exist
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
  bool for_each_statement = false;  ///< false: once for each row
  string_ref condition{};           ///< SQL of the `when` clause; empty: always
  /// PostgreSQL: the function to call: "set_updated_at()".
  string_ref function{};
  /// SQLite: the statements between `begin` and `end`: "update t set n = n + 1;".
  string_ref body{};
  string_ref referencing{};                      ///< PostgreSQL: "new table as inserted"
  bool replace = false;                          ///< PostgreSQL 14 and later
  deferral deferred = deferral::not_deferrable;  ///< other values create a constraint trigger
};

class routine_operations : public table_operations {
 public:
  /// `query` is a SELECT without a semicolon.
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

  /// `signature` is SQL, the name with its arguments: "auth.has_role(workspace uuid, r text)".
  void create_function(string_ref signature, const function_options& options,
                       location where = location::here()) {
    do_create_function(signature, options, where);
  }
  /// `signature`: the argument types select the function. It needs no parentheses if only one
  /// function has this name.
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
