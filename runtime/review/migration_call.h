#pragma once

#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "graph/plan.h"
#include "operations/argument_map.h"
#include "operations/operation_list.h"
#include "plugin/versions.h"
#include "util/database_kind.h"

namespace revise {

/// Returns the session's current value of standard_conforming_strings. If empty, there is no
/// session, and the value is derived from the migration's texts.
using session_strings = std::function<bool()>;

/// Calls the function that `step` needs. Its operations, for databases of `kind`, go to `sink`. For
/// a `reversed` downgrade, the upgrade is called without a database, and `sink` receives the
/// operations that undo it. Passes on whatever the function throws.
void call_migration(const versions& all, const graph::step& step, database_kind kind,
                    operation_sink& sink, const argument_map& arguments,
                    const session_strings& strings = {});

/// Calls the check of `revision`, which must have one. See call_migration() for the parameters.
void call_verify(const versions& all, graph::node revision, database_kind kind,
                 operation_sink& sink, const argument_map& arguments,
                 const session_strings& strings = {});

/// What a migration's function did when it was called without a database.
struct recorded_call {
  std::vector<recorded_operation> operations;  ///< up to the point where it stopped
  std::exception_ptr error;                    ///< what it threw; null if it returned
  location last;          ///< its last call, even if that failed; line 0 before the first
  bool has_read = false;  ///< it asked for rows or for the session, and got an error

  /// Whether the operations are all that the function would do on a database.
  bool is_whole() const { return error == nullptr && !has_read; }
};

/// Calls the upgrade or downgrade function of `revision` without a database. For a downgrade, there
/// must be a function. Exceptions of the function are stored in the result.
recorded_call record_migration(const versions& all, graph::node revision, graph::direction way,
                               database_kind kind, const argument_map& arguments);

/// The operations that undo `revision`, each with its call in the upgrade. Its downgrade must be
/// `reversed`, and `upgrade` must be its recorded upgrade. Throws `error`, which begins with
/// `file:line: `, if an operation has no inverse or if the upgrade threw.
std::vector<recorded_operation> reversed_upgrade(const versions& all, graph::node revision,
                                                 const recorded_call& upgrade);

/// The description of an exception that a migration threw.
struct failure {
  std::string message;  ///< begins with `file:line: `
  advice hint;
  std::vector<std::string> problems;
  int exit_code = 1;
  std::string sqlstate = {};   ///< of the failed statement, if there is one
  std::string statement = {};  ///< the text of the failed statement
  bool by_lock = false;        ///< sql_failure::by_lock
};

/// Describes an exception that `step` threw. `last_operation` is the migration's last call before
/// it; line 0 if there was none.
failure describe(const std::exception_ptr& thrown, const versions& all, const graph::step& step,
                 location last_operation);

/// Describes an exception that a revision's check threw. `last_operation` as in describe().
failure describe_verify(const std::exception_ptr& thrown, const versions& all, graph::node revision,
                        location last_operation);

}  // namespace revise
