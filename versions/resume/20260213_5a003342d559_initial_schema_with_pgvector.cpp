// initial schema with pgvector
//
// Revision:  5a003342d559
// Revises:   <base>
// Created:   2026-02-13 10:00 UTC
//
// Question answering over a résumé: its text in chunks, a vector for each chunk, and a log of the
// questions. The revision was imported from Alembic with its id and file name. So revise continues
// on a database that Alembic has migrated, without changing it.
#include <revise/migration.h>

#include <string>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_extension("vector", {.if_not_exists = true});

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

  // A chunk that has embeddings cannot be deleted, because the key declares no action.
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
  op.create_index("ix_chunk_embeddings_embedding", "chunk_embeddings",
                  {index_column("embedding").operator_class("vector_cosine_ops")},
                  {.method = "ivfflat", .with = "lists = 100"});

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

// The extension is kept, because other objects of the database may use it.
void downgrade(operations& op) {
  op.drop_table("query_logs");
  op.drop_table("chunk_embeddings");
  op.drop_table("document_chunks");
}

// A vector of 1536 numbers. All but the first two are 0.
std::string pointing(int first, int second) {
  std::string vector = "[" + std::to_string(first) + "," + std::to_string(second);
  for (int i = 2; i < 1536; ++i) vector += ",0";
  return vector + "]";
}

// The checks that the team's script made after each migration. The keys of the rows are negative:
// no sequence gives them to rows of the product. The rows are rolled back in any case.
void check(operations& op) {
  for (const char* table : {"document_chunks", "chunk_embeddings", "query_logs"}) {
    op.expect_rows(table, {.exactly = 0, .where = "false"});
  }

  // Insert, read, update and delete a row.
  op.bulk_insert("document_chunks", {"chunk_id", "content", "source_file", "chunk_index"},
                 {{-1, "writes compilers", "resume.md", 0},
                  {-2, "speaks Welsh", "resume.md", 1},
                  {-3, "likes tea", "resume.md", 2}});
  op.expect_rows("document_chunks",
                 {.exactly = 1, .where = "chunk_id = -3 and content = 'likes tea'"});
  op.execute("update document_chunks set content = 'likes coffee' where chunk_id = -3");
  op.expect_rows("document_chunks",
                 {.exactly = 1, .where = "chunk_id = -3 and content = 'likes coffee'"});
  op.execute("delete from document_chunks where chunk_id = -3");
  op.expect_rows("document_chunks", {.exactly = 0, .where = "chunk_id = -3"});

  // The search finds the nearest neighbour, in any list of the index.
  op.bulk_insert("chunk_embeddings", {"embedding_id", "chunk_id", "embedding", "embedding_model"},
                 {{-1, -1, pointing(1, 0), "check of 5a003342d559"},
                  {-2, -2, pointing(0, 1), "check of 5a003342d559"}});
  op.execute("set local ivfflat.probes = 100");
  const std::string nearest =
      "(select chunk_id from chunk_embeddings where embedding_model = 'check of 5a003342d559'"
      " order by embedding <=> '" +
      pointing(2, 9) + "' limit 1)";
  op.expect_rows(nearest,
                 {.exactly = 1, .where = "chunk_id = -2", .what = "the nearest neighbour"});

  // A chunk that has embeddings cannot be deleted.
  op.execute(R"(
do $$ begin
  delete from document_chunks where chunk_id = -2;
  raise exception 'a chunk that has embeddings was deleted';
exception when foreign_key_violation then null;
end $$)");
}

const registered migration{
    .revision = "5a003342d559",
    .down_revision = {},
    .branch_labels = {"resume"},
    .message = "initial schema with pgvector",
    .verify = rolled_back(check),
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
