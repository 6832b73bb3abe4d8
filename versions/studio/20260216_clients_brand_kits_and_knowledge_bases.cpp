// clients, brand kits and knowledge bases
//
// Revision:  3d8e15f7a2c4
// Revises:   <base>
// Created:   2026-02-16 09:00 UTC
//
// Social automation: posts for a client follow the client's brand kits, and use its knowledge
// bases, which are searched in chunks.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_table("clients",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("name", varchar(255)).not_null(),
                      column("slug", varchar(100)).not_null().unique(),
                      column("is_active", boolean).not_null().server_default("true"),
                      column("settings", jsonb).server_default("'{}'"),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  });
  op.create_index("clients_slug_idx", "clients", {"slug"});
  op.create_index("clients_active_idx", "clients", {"is_active"});

  op.create_table("brand_kits",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("client_id", uuid)
                          .not_null()
                          .references("clients", "id", "brand_kits_client_id_fk")
                          .on_delete(cascade),
                      column("name", varchar(255)).not_null(),
                      column("description", varchar(1000)),
                      column("tone", jsonb).not_null(),
                      column("colors", jsonb).not_null(),
                      column("logo_refs", jsonb).server_default("'[]'"),
                      column("fonts", jsonb),
                      column("is_default", boolean).not_null().server_default("false"),
                      column("is_active", boolean).not_null().server_default("true"),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  });
  op.create_index("brand_kits_client_id_idx", "brand_kits", {"client_id"});
  op.create_index("brand_kits_default_idx", "brand_kits", {"client_id", "is_default"});

  op.create_table("knowledge_bases",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("client_id", uuid)
                          .not_null()
                          .references("clients", "id", "knowledge_bases_client_id_fk")
                          .on_delete(cascade),
                      column("name", varchar(255)).not_null(),
                      column("description", varchar(1000)),
                      column("source_type", varchar(50))
                          .not_null()
                          .check("source_type in ('document', 'website', 'faq', "
                                 "'product', 'manual', 'transcript')"),
                      column("source_ref", varchar(500)),
                      column("is_active", boolean).not_null().server_default("true"),
                      column("is_processed", boolean).not_null().server_default("false"),
                      column("chunk_count", integer).server_default("0"),
                      column("token_count", integer).server_default("0"),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  });
  op.create_index("knowledge_bases_client_id_idx", "knowledge_bases", {"client_id"});
  op.create_index("knowledge_bases_source_type_idx", "knowledge_bases", {"source_type"});

  // The client of the knowledge base. It is repeated here, without a foreign key, so that a query
  // for one client needs no join.
  op.create_table("knowledge_chunks",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("knowledge_base_id", uuid)
                          .not_null()
                          .references("knowledge_bases", "id", "knowledge_chunks_kb_id_fk")
                          .on_delete(cascade),
                      column("client_id", uuid).not_null(),
                      column("content", text).not_null(),
                      column("embedding", jsonb),
                      column("embedding_model", varchar(100)),
                      column("chunk_index", integer).not_null(),
                      column("token_count", integer).not_null(),
                      column("metadata", jsonb).server_default("'{}'"),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  });
  op.create_index("knowledge_chunks_client_id_idx", "knowledge_chunks", {"client_id"});
  op.create_index("knowledge_chunks_kb_id_idx", "knowledge_chunks", {"knowledge_base_id"});

  // Only the product's own service reads and writes the tables. A hosted database may grant each
  // new table of this schema to everybody.
  for (const char* table : {"clients", "brand_kits", "knowledge_bases", "knowledge_chunks"}) {
    op.revoke("all", object::table(table), {"anon", "authenticated"});
    op.grant("select, insert, update, delete", object::table(table), {"service_role"});
  }
}

const registered migration{
    .revision = "3d8e15f7a2c4",
    .down_revision = {},
    .depends_on = {"a4d1c7e09b52"},
    .branch_labels = {"studio"},
    .message = "clients, brand kits and knowledge bases",
    .upgrade = upgrade,
    .downgrade = reversed,
};

}  // namespace
