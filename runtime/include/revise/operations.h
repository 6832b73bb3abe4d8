#pragma once

#include <revise/access_operations.h>
#include <revise/data_operations.h>
#include <revise/database_kind.h>
#include <revise/guard_operations.h>

namespace revise {

/// What a migration does to the database. Names may be `schema.table`, and are quoted when they
/// need it; texts called SQL are sent as they are.
///
/// Each function throws what the database answers when it refuses; let it pass, the revision is
/// then rolled back as a whole. The public functions are inline over pure virtuals, so that a
/// plugin needs no symbol of the program that loads it.
class operations : public access_operations, public data_operations, public guard_operations {
 public:
  using data_operations::execute;

  /// Any SQL, several statements too, sent as it is: no placeholder is looked for in it.
  void execute(string_ref sql, location where = location::here()) { do_execute(sql, where); }

  /// The SQL of a file `*.sql`, named from the migration's own folder. Its text is in the plugin,
  /// as it was when that was built. Throws when there is no such file.
  void execute_file(string_ref name, location where = location::here()) {
    do_execute_file(name, where);
  }

  /// Sent to the listeners of `channel` at the commit.
  void notify(string_ref channel, string_ref payload = {}, location where = location::here()) {
    do_notify(channel, payload, where);
  }

  /// The value of `-x KEY=VALUE` on the command line. Throws when it was not given: what is built
  /// from it would be another migration. The text lives as long as the run.
  string_ref argument(string_ref key) const { return do_argument(key, nullptr); }

  /// The same, and `otherwise` when it was not given.
  string_ref argument(string_ref key, string_ref otherwise) const {
    return do_argument(key, &otherwise);
  }
  /// The same as a whole number. Throws where what was given is none.
  long long argument(string_ref key, long long otherwise) const {
    return do_number_argument(key, otherwise);
  }

  /// What runs the migration.
  database_kind database() const { return do_database(); }

  /// For what only one database has: `op.on(postgresql).create_schema("growth")` does nothing on
  /// any other.
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
