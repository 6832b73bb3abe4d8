// public chunks
//
// Revision:  f2a85d3b0c16
// Revises:   6c0e4b7d91fa
// Created:   2026-01-26 14:30 UTC
//
// A second table with the columns of `chunks`, for documents that everybody may read. `chunks` is
// in use, and nothing here locks it, not even for reading. So the columns are written out (`like
// chunks` would lock it). The revision can be run any number of times. It takes at most five
// seconds, or fails.
#include <revise/migration.h>

#include <stdexcept>
#include <string>

using namespace revise;

namespace {

// The length of the product's vectors. An ivfflat index supports at most 2000 dimensions.
int dimensions(operations& op) {
  const long long given = op.argument("embedding_dimensions", 768);
  if (given < 1 || given > 2000) {
    throw std::runtime_error("embedding_dimensions is " + std::to_string(given) +
                             ", and not from 1 to 2000");
  }
  return static_cast<int>(given);
}

void upgrade(operations& op) {
  op.create_table("chunks_public",
                  {
                      column("id", text).primary_key(),
                      column("document_id", text).not_null(),
                      column("content", text).not_null(),
                      column("embedding", vector(dimensions(op))),
                      column("metadata", jsonb),
                      column("created_at", timestamptz).server_default("now()"),
                  },
                  {.if_not_exists = true});
  // The index is built on an empty table: run `reindex index` once there are rows.
  op.create_index("chunks_public_embedding_idx", "chunks_public",
                  {index_column("embedding").operator_class("vector_cosine_ops")},
                  {.if_not_exists = true, .method = "ivfflat"});
  op.create_index("chunks_public_document_id_idx", "chunks_public", {"document_id"},
                  {.if_not_exists = true});

  // The two tables must have the same columns and types. They differ if embedding_dimensions was
  // another number when `chunks` was created; then the revision fails now. The catalog is read
  // without a lock on the tables.
  op.expect_rows(
      R"((select from pg_attribute
      where attrelid in ('chunks'::regclass, 'chunks_public'::regclass)
        and attnum > 0 and not attisdropped
      group by attname, atttypid, atttypmod, attnotnull, atthasdef
      having count(*) <> 2))",
      {.exactly = 0,
       .what = "columns that chunks has otherwise (is embedding_dimensions another number?)"});
}

void downgrade(operations& op) { op.drop_table("chunks_public", {.if_exists = true}); }

const registered migration{
    .revision = "f2a85d3b0c16",
    .down_revision = {"6c0e4b7d91fa"},
    .message = "public chunks",
    .budget = seconds(5),
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
