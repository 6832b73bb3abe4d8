// initial schema with pgvector
//
// Revision:  5a003342d559
// Revises:   <base>
// Created:   2026-02-13 10:00 UTC
//
// Question answering over a résumé: its text in chunks, a vector for each chunk, and a log of what
// was asked. This revision came from Alembic with its id and file name, so a database that Alembic
// has migrated is taken over as it is.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.execute("create extension if not exists vector");

  op.create_table("document_chunks",
                  {
                      column("chunk_id", integer).identity().primary_key(),
                      column("content", text).not_null(),
                      column("source_file", varchar(255)).not_null(),
                      column("category", varchar(100)),
                      column("document_title", varchar(255)),
                      column("chunk_index", integer).not_null(),
                      column("metadata_json", jsonb),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  });
  op.create_index("ix_document_chunks_source_file", "document_chunks", {"source_file"});
  op.create_index("ix_document_chunks_category", "document_chunks", {"category"});

  // Deleting a chunk that has embeddings is refused: no action is declared on the key.
  op.create_table(
      "chunk_embeddings",
      {
          column("embedding_id", integer).identity().primary_key(),
          column("chunk_id", integer).not_null().references("document_chunks", "chunk_id"),
          column("embedding", vector(1536)).not_null(),
          column("embedding_model", varchar(100)).not_null(),
          column("created_at", timestamptz).not_null().server_default("now()"),
          unique("uq_chunk_embeddings_chunk_id_embedding_model", {"chunk_id", "embedding_model"}),
      });
  op.execute(
      "create index ix_chunk_embeddings_embedding on chunk_embeddings "
      "using ivfflat (embedding vector_cosine_ops) with (lists = 100)");

  op.create_table("query_logs",
                  {
                      column("query_id", integer).identity().primary_key(),
                      column("query_text", text).not_null(),
                      column("retrieved_chunk_ids", array_of(integer)),
                      column("response_text", text),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                  });
  op.create_index("ix_query_logs_created_at", "query_logs", {"created_at"});
}

// The extension stays: other objects of the database may use it.
void downgrade(operations& op) {
  op.drop_table("query_logs");
  op.drop_table("chunk_embeddings");
  op.drop_table("document_chunks");
}

const registered migration{
    .revision = "5a003342d559",
    .down_revision = {},
    .message = "initial schema with pgvector",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
