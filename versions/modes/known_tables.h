// Checks that the database has the fourteen tables exactly as this migration knows them. Frozen,
// like fourteen_tables.h.
//
// The baseline is stamped on databases that have been in use for a while and may have been changed
// by hand. The move does not copy what it does not know, and a week later that would be dropped. So
// it stops before it changes anything. The unknown columns then belong in an earlier revision, or
// must be removed.
#pragma once

#include "fourteen_tables.h"

namespace modes {

inline std::string quoted(const std::string& name) { return "'" + name + "'"; }

/// `(select …)` of the columns of a table. The types are given without a schema, because the enums
/// are in the schema of the table.
inline std::string columns_of(const std::string& table) {
  return R"((
  select a.attname as name, concat_ws(' ', t.typname, a.atttypmod, a.attgenerated) as type
  from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
  where a.attrelid = )" +
         quoted(table) + "::regclass and a.attnum > 0 and not a.attisdropped)";
}

inline void expect_known_columns(operations& op, const std::string& table,
                                 const std::string& known) {
  op.expect_rows("(select name from " + columns_of(table) + " f full join " + columns_of(known) +
                     " k using (name) where f.type is distinct from k.type)",
                 {.exactly = 0,
                  .what = "columns of " + quoted(table) +
                          " that this migration does not know, or knows otherwise"});
}

/// Other tables and views that refer to the fourteen would still need them when these are dropped.
inline void expect_no_others(operations& op, const std::string& table, const std::string& known) {
  op.expect_rows("(select from pg_catalog.pg_constraint where contype = 'f' and confrelid = " +
                     quoted(table) + "::regclass and conrelid not in (" + known + "))",
                 {.exactly = 0,
                  .what = "foreign keys onto " + quoted(table) +
                          " of tables that this migration does not know"});
  op.expect_rows(
      "(select distinct r.ev_class from pg_catalog.pg_depend d "
      "join pg_catalog.pg_rewrite r on r.oid = d.objid "
      "where d.classid = 'pg_catalog.pg_rewrite'::regclass "
      "and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = " +
          quoted(table) + "::regclass)",
      {.exactly = 0, .what = "views of " + quoted(table)});
}

inline void expect_known_values(operations& op, const std::string& enum_type,
                                const std::string& known) {
  const std::string values = "select enumlabel from pg_catalog.pg_enum where enumtypid = ";
  op.expect_rows("(" + values + quoted(enum_type) + "::regtype except " + values + quoted(known) +
                     "::regtype)",
                 {.exactly = 0,
                  .what = "values of " + quoted(enum_type) + " that this migration does not know"});
}

/// Compares the tables of `schema` with new tables in the schema `known`. Takes no locks.
inline void expect_known_tables(operations& op, const std::string& schema,
                                const std::string& known) {
  std::string fourteen;
  for (const std::string name : table_names) {
    fourteen += (fourteen.empty() ? "" : ", ") + quoted(schema + "." + name) + "::regclass";
  }
  for (const std::string name : table_names) {
    expect_known_columns(op, schema + "." + name, known + "." + name);
    expect_no_others(op, schema + "." + name, fourteen);
  }
  for (const std::string name : enum_names) {
    expect_known_values(op, schema + "." + name, known + "." + name);
  }
  for (const auto& [table, column, sequence] : numbered_columns) {
    const std::string name = quoted(schema + "." + sequence);
    op.expect_rows("(select from pg_catalog.pg_sequence where seqrelid = pg_catalog.to_regclass(" +
                       name + "))",
                   {.exactly = 1, .what = "sequences with the name " + name});
  }
}

}  // namespace modes
