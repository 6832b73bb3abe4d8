#pragma once

#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The differences between the databases, for the code that checks plans, runs them and writes them
/// as scripts. Above sql/, dialect/, database/ and catalog/, no code asks which database it works
/// with; it asks for a trait.
struct database_traits {
  /// The statements of a step are queued, and sent together with revise's own statements.
  bool one_round_trip;
  /// An error fails the whole transaction. If false, the statements before it stay, unless a
  /// savepoint undoes them.
  bool error_fails_transaction;
  /// A policy may hide rows from the role that runs the migrations (PostgreSQL manual, 5.8).
  bool row_security;
  /// The database is a server with sessions. They have time limits, and what they wait for can be
  /// queried.
  bool sessions;
  /// SQL may change how the literals after it are read (standard_conforming_strings).
  bool string_setting;
  /// The catalog shows what a statement outside a transaction has done.
  bool traceable_statements;
  /// Every operation is supported. If false, a plan is checked for unsupported operations first.
  bool every_operation;
  /// Every operation can be written as SQL without reading the existing tables. If false, a script
  /// needs them.
  bool plain_alter;
  /// The shell that runs a script has conditions.
  bool script_conditions;
  /// The command line of the shell that runs a script, for the head of the script.
  std::string_view shell_call;
  /// The schema of names without a schema; empty if the search path decides.
  std::string_view main_schema;
};

/// Returns the traits of the dialect of `kind`.
const database_traits& traits_of(database_kind kind);

}  // namespace revise
