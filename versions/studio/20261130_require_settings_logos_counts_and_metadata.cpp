// require settings, logos, counts and metadata
//
// Revision:  8b1f6c20d9e7
// Revises:   3d8e15f7a2c4
// Created:   2026-11-30 08:30 UTC
//
// These columns have a default, and the product declares them not null, but the first revision
// omitted that. Nulls are replaced by the default.
#include <revise/migration.h>

using namespace revise;

namespace {

struct required {
  const char* table;
  const char* column;
  const char* fill;
  const char* is_missing;
  const char* constraint;  // takes the place of `not null` until every row is known to comply
  const char* is_given;
};

constexpr required columns[] = {
    {"clients", "settings", "settings = '{}'", "settings is null",  //
     "clients_settings_given", "settings is not null"},
    {"brand_kits", "logo_refs", "logo_refs = '[]'", "logo_refs is null",
     "brand_kits_logo_refs_given", "logo_refs is not null"},
    {"knowledge_bases", "chunk_count", "chunk_count = 0", "chunk_count is null",
     "knowledge_bases_chunk_count_given", "chunk_count is not null"},
    {"knowledge_bases", "token_count", "token_count = 0", "token_count is null",
     "knowledge_bases_token_count_given", "token_count is not null"},
    {"knowledge_chunks", "metadata", "metadata = '{}'", "metadata is null",
     "knowledge_chunks_metadata_given", "metadata is not null"},
};

// Each statement runs in a transaction of its own, so that no table is locked while its rows are
// filled or checked. `validate_constraint` lets the product write, and `set_not_null` accepts the
// validated constraint as a proof and does not scan the table again (PostgreSQL manual, ALTER
// TABLE, SET NOT NULL).
void upgrade(operations& op) {
  for (const required& it : columns) {
    op.add_constraint(it.table, check(it.constraint, it.is_given).not_valid());
    op.backfill(it.table, {.set = it.fill, .key = {"id"}, .where = it.is_missing});
    op.validate_constraint(it.table, it.constraint);
    op.set_not_null(it.table, it.column);
    op.drop_constraint(it.table, it.constraint);
  }
}

// It is no longer known which values were null before, so these rows keep the default.
void downgrade(operations& op) {
  for (const required& it : columns) op.drop_not_null(it.table, it.column);
}

const registered migration{
    .revision = "8b1f6c20d9e7",
    .down_revision = {"3d8e15f7a2c4"},
    .message = "require settings, logos, counts and metadata",
    .transactional = false,
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
