#pragma once

#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"
#include "util/database_kind.h"

namespace revise {

class operation_sink;

/// What standard_conforming_strings is in the session at that moment. Empty where there is no
/// session: then it is as far as the texts of the migration tell.
using session_strings = std::function<bool()>;

/// Calls the function that `step` needs, with `sink` as where its operations go; they are for
/// databases of `kind`. Passes on whatever it throws.
void call_migration(const versions& all, const graph::step& step, database_kind kind,
                    operation_sink& sink, const argument_map& arguments,
                    const session_strings& strings = {});

/// Calls the check of `revision`, which has one, in the same way.
void call_verify(const versions& all, graph::node revision, database_kind kind,
                 operation_sink& sink, const argument_map& arguments,
                 const session_strings& strings = {});

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
