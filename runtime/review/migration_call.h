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

/// What standard_conforming_strings is in the session at that moment. Empty where there is no
/// session: then it is as far as the texts of the migration tell.
using session_strings = std::function<bool()>;

/// Calls the function that `step` needs, with `sink` as where its operations go; they are for
/// databases of `kind`. For a `reversed` downgrade that is the upgrade, called without a database:
/// `sink` gets what undoes it. Passes on whatever the function throws.
void call_migration(const versions& all, const graph::step& step, database_kind kind,
                    operation_sink& sink, const argument_map& arguments,
                    const session_strings& strings = {});

/// Calls the check of `revision`, which has one, in the same way.
void call_verify(const versions& all, graph::node revision, database_kind kind,
                 operation_sink& sink, const argument_map& arguments,
                 const session_strings& strings = {});

/// What a migration's function asked for when it was called without a database.
struct recorded_call {
  std::vector<recorded_operation> operations;  ///< up to where it stopped
  std::exception_ptr error;                    ///< what it threw; null: it returned
  location last;          ///< of its last call, also one that failed; line 0: before the first
  bool has_read = false;  ///< it asked for rows or for the session, and got an error

  /// Whether the operations are all that the function would do on a database.
  bool is_whole() const { return error == nullptr && !has_read; }
};

/// Calls the function that upgrades `revision`, or downgrades it, which is then a function, without
/// a database. Throws nothing of what the function throws.
recorded_call record_migration(const versions& all, graph::node revision, graph::direction way,
                               database_kind kind, const argument_map& arguments);

/// What undoes `revision`, whose downgrade is `reversed` and whose upgrade was recorded, each with
/// the call in the upgrade. Throws `error`, with `file:line: ` in front, where nothing does, or
/// where the upgrade threw.
std::vector<recorded_operation> reversed_upgrade(const versions& all, graph::node revision,
                                                 const recorded_call& upgrade);

/// What an exception that left a migration says.
struct failure {
  std::string message;  ///< with `file:line: ` in front
  advice hint;
  std::vector<std::string> problems;
  int exit_code = 1;
  std::string sqlstate = {};   ///< of the statement that failed, if one did
  std::string statement = {};  ///< its text
  bool by_lock = false;        ///< sql_failure::by_lock
};

/// `last_operation` is where the migration was when it threw; line 0: before its first operation.
failure describe(const std::exception_ptr& thrown, const versions& all, const graph::step& step,
                 location last_operation);

/// The same of what left a revision's check.
failure describe_verify(const std::exception_ptr& thrown, const versions& all, graph::node revision,
                        location last_operation);

}  // namespace revise
