// public chunks
//
// Revision:  f2a85d3b0c16
// Revises:   6c0e4b7d91fa
// Created:   2026-01-26 14:30 UTC
//
// A second table with the columns of `chunks`, for what anybody may read. `chunks` is live: nothing
// here locks it, not even for reading, so its columns are written out again (`like chunks` would
// lock it). It can be run any number of times, and in five seconds or not at all.
#include <revise/migration.h>

#include <stdexcept>
#include <string>

using namespace revise;

namespace {

// How long the vectors of the product's model are. An ivfflat index takes no more than 2000.
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
  // Its lists are those of an empty table: `reindex index` once there are rows.
  op.create_index("chunks_public_embedding_idx", "chunks_public",
                  {index_column("embedding").operator_class("vector_cosine_ops")},
                  {.if_not_exists = true, .method = "ivfflat"});
  op.create_index("chunks_public_document_id_idx", "chunks_public", {"document_id"},
                  {.if_not_exists = true});

  // Each column is in both tables, with one type: where embedding_dimensions is another number than
  // when `chunks` was made, say so now. The catalog knows without a lock on the tables.
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
