#pragma once

#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// What sets the databases apart for those who look at plans, run them and write them down. Above
/// sql/, dialect/, database/ and catalog/ no code asks which database it is; it asks for a trait.
struct database_traits {
  /// The statements of a step are queued, and sent together with those of revise's own.
  bool one_round_trip;
  /// An error fails the whole transaction. Otherwise the statements before it stay, unless a
  /// savepoint takes them back.
  bool error_fails_transaction;
  /// A policy may hide rows from the role of a run (PostgreSQL manual, 5.8).
  bool row_security;
  /// A server with sessions: what they wait for can be asked, and each has time limits.
  bool sessions;
  /// SQL may change how the literals behind it are read (standard_conforming_strings).
  bool string_setting;
  /// The catalog tells what a statement outside a transaction has done.
  bool traceable_statements;
  /// Nothing that operations ask for is missing. Otherwise a plan is checked for it first.
  bool every_operation;
  /// Every operation is SQL without a look at the tables that exist. Otherwise a script needs them.
  bool plain_alter;
  /// The shell that runs a script has conditions.
  bool script_conditions;
  /// The command line of that shell, as the head of a script names it.
  std::string_view shell_call;
  /// The schema of names that have none; empty where the search path decides.
  std::string_view main_schema;
};

/// The traits of `kind`, as its dialect has them.
const database_traits& traits_of(database_kind kind);

}  // namespace revise
