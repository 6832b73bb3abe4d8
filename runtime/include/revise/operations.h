#pragma once

#include <revise/access_operations.h>
#include <revise/data_operations.h>
#include <revise/database_kind.h>
#include <revise/guard_operations.h>

namespace revise {

/// What a migration does to the database. Names may be `schema.table`, and are quoted where
/// necessary. Texts that are called SQL are sent unchanged.
///
/// Each function throws the error of the database if the database refuses the operation. Do not
/// catch it, so that the whole revision is rolled back. The public functions are inline and call
/// pure virtual ones, so that a plugin needs no symbol of the program that loads it.
class operations : public access_operations, public data_operations, public guard_operations {
 public:
  using data_operations::execute;

  /// Executes any SQL, also several statements. The text is sent unchanged, without placeholders.
  void execute(string_ref sql, location where = location::here()) { do_execute(sql, where); }

  /// Executes a SQL file (`*.sql`). `name` is relative to the folder of the migration. The plugin
  /// contains the text that the file had when the plugin was built. Throws if the file does not
  /// exist.
  void execute_file(string_ref name, location where = location::here()) {
    do_execute_file(name, where);
  }

  /// Sends `payload` to the listeners of `channel` when the transaction commits.
  void notify(string_ref channel, string_ref payload = {}, location where = location::here()) {
    do_notify(channel, payload, where);
  }

  /// Returns the value of `-x KEY=VALUE` on the command line, or of `key` in
  /// migrator_options::arguments. Throws if it was not given, because SQL built without it would be
  /// a different migration. The text lives as long as the run.
  string_ref argument(string_ref key) const { return do_argument(key, nullptr); }

  /// Returns the value of `-x KEY=VALUE`, or `otherwise` if it was not given.
  string_ref argument(string_ref key, string_ref otherwise) const {
    return do_argument(key, &otherwise);
  }
  /// Returns the value of `-x KEY=VALUE` as an integer, or `otherwise` if it was not given. Throws
  /// if the value is not an integer.
  long long argument(string_ref key, long long otherwise) const {
    return do_number_argument(key, otherwise);
  }

  /// Returns the kind of database that the migration runs on.
  database_kind database() const { return do_database(); }

  /// For operations that only one database has: `op.on(postgresql).create_schema("growth")` does
  /// nothing on the others.
  operations& on(database_kind kind) { return do_on(kind); }

 protected:
  using count = string_ref::size_type;

  ~operations() = default;

 private:
  virtual void do_execute(string_ref sql, location where) = 0;
  virtual void do_execute_file(string_ref name, location where) = 0;
  virtual void do_notify(string_ref channel, string_ref payload, location where) = 0;
  virtual string_ref do_argument(string_ref key, const string_ref* otherwise) const = 0;
  virtual long long do_number_argument(string_ref key, long long otherwise) const = 0;
  virtual database_kind do_database() const = 0;
  virtual operations& do_on(database_kind kind) = 0;
};

}  // namespace revise
