#pragma once

#include <revise/migration.h>

#include <string>
#include <vector>

#include "support/nothing.h"
#include "support/postgres_database.h"

namespace revise::test {

/// The databases that a sample runs on. SQLite refuses a sample for PostgreSQL only, which a test
/// checks.
enum class databases : unsigned char { both, postgresql };

/// A call of a migration with some of its options, done and undone. It is written as SQL (unit
/// tests), run, written as a script, and run by the database's own shell (database tests). A test
/// (tests/style/check_samples.py) checks that the samples contain every call with every option.
struct operation_sample {
  const char* title;
  databases on = databases::both;
  postgres_server server = postgres_server::plain;
  bool in_transaction = true;  ///< false: PostgreSQL refuses it in a transaction
  bool comes_back = true;      ///< false: `down` cannot restore everything
  /// A query for what the catalog does not show (rows, roles); its answer is compared like the
  /// catalog.
  const char* also = "";
  step_function setup = nothing;  ///< creates what exists before; not undone
  step_function up;
  step_function down;
};

using sample_list = std::vector<operation_sample>;

sample_list schema_samples();      ///< schemas, extensions, enums, domains
sample_list sequence_samples();    ///< sequences
sample_list type_samples();        ///< the types of columns
sample_list table_samples();       ///< tables as a whole
sample_list column_samples();      ///< columns added and altered
sample_list constraint_samples();  ///< constraints, in a table and added to one
sample_list index_samples();
sample_list view_samples();
sample_list routine_samples();  ///< functions, procedures, triggers
sample_list access_samples();   ///< row-level security, policies, roles, grants
sample_list object_samples();   ///< rename, move, comment, drop, of all kinds
sample_list name_samples();     ///< names that must be quoted, names with a schema
sample_list row_samples();      ///< raw SQL, rows, notify

struct sample_area {
  std::string name;  ///< the name of its golden files
  sample_list samples;
};

inline std::vector<sample_area> operation_samples() {
  return {{"schemas", schema_samples()},   {"sequences", sequence_samples()},
          {"types", type_samples()},       {"tables", table_samples()},
          {"columns", column_samples()},   {"constraints", constraint_samples()},
          {"indexes", index_samples()},    {"views", view_samples()},
          {"routines", routine_samples()}, {"access", access_samples()},
          {"objects", object_samples()},   {"names", name_samples()},
          {"rows", row_samples()}};
}

/// The qualified name in the schema of the samples: on SQLite, the only schema is "main".
inline std::string app(const operations& op, const std::string& name) {
  return (op.database() == sqlite ? "main." : "app.") + name;
}

}  // namespace revise::test
