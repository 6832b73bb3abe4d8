#pragma once

#include "script/script_format.h"

namespace revise {

// revise's own tables in a script for psql. If no schema is given, the script finds it in its first
// block, and every later statement names it explicitly: by the psql variable `revise_schema`, or by
// the transaction's setting `revise.schema` in the body of a block, where psql does not replace
// variables. So neither a search path that a migration sets nor a temporary table with the table's
// name can interfere.

/// `table` as the statements of a script name it: in_schema() if no schema is given.
script_table named_in_psql(script_table table);

/// Sets, for the open transaction, the setting that psql_body() reads; empty if the schema is
/// given.
std::string psql_schema_setting(const script_table& table);

/// `sql`, a statement about the tables, as a PL/pgSQL statement without its semicolon. `into` names
/// the variables that receive its row; may be empty.
std::string psql_body(const script_table& table, const std::string& sql,
                      const std::string& into = {});

/// An SQL expression of type text, for PL/pgSQL: the qualified, quoted name of the table `name`.
std::string psql_table_name(const script_table& table, const std::string& name);

/// A psql block that looks up the version table and its log, and refuses what a run refuses
/// (trusted_table_sql). With `creates`, it creates the version table if it does not exist.
std::string psql_tables(const script_table& table, bool creates);

}  // namespace revise
