#pragma once

#include "script/script_format.h"

namespace revise {

// The tables of revise's own in a script for psql. Where no schema is given, the script finds it in
// its first block, and every later statement names it: by the psql variable `revise_schema`, and
// within the body of a block, which psql leaves as it is, by the setting `revise.schema` of the
// transaction. So neither a search path that a migration sets nor a temporary table of the same
// name comes between.

/// `table` as the statements of a script name it: in_schema() where no schema is given.
script_table named_in_psql(script_table table);

/// Sets for the transaction that is open what psql_body() reads; empty where the schema is given.
std::string psql_schema_setting(const script_table& table);

/// `sql`, a statement about the tables, as a statement of PL/pgSQL without its semicolon. `into`:
/// the variables that take its row; may be empty.
std::string psql_body(const script_table& table, const std::string& sql,
                      const std::string& into = {});

/// SQL of type text, for PL/pgSQL: the qualified, quoted name of the table called `name`.
std::string psql_table_name(const script_table& table, const std::string& name);

/// A block for psql that looks up the version table and its log, refuses what a run refuses
/// (trusted_table_sql), and, where `creates`, creates what does not exist.
std::string psql_tables(const script_table& table, bool creates);

}  // namespace revise
