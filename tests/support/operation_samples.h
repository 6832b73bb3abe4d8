#pragma once

#include <revise/migration.h>

#include <string>
#include <vector>

#include "support/postgres_database.h"

namespace revise::test {

/// Where a sample runs. What is only for PostgreSQL is refused on SQLite, and a test holds that.
enum class databases : unsigned char { both, postgresql };

inline void nothing(operations&) {}

/// A call of a migration with some of its options, done and undone. It is written as SQL (unit
/// tests), run, written as a script and run by the database's own shell (database tests). A test
/// (tests/style/check_samples.py) holds that every call is in one with every option.
struct operation_sample {
  const char* title;
  databases on = databases::both;
  postgres_server server = postgres_server::plain;
  bool in_transaction = true;  ///< false: PostgreSQL refuses it in one
  bool comes_back = true;      ///< false: `down` cannot bring all of it back
  /// A query for what the catalog does not tell (rows, roles); its answer counts as the catalog.
  const char* also = "";
  step_function setup = nothing;  ///< what is there before; not undone
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
sample_list row_samples();      ///< SQL as it is, rows, notify

struct sample_area {
  std::string name;  ///< of its golden files
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

/// The schema that samples with `schema.name` use: on SQLite there is only "main".
inline std::string app(const operations& op, const std::string& name) {
  return (op.database() == sqlite ? "main." : "app.") + name;
}

}  // namespace revise::test
