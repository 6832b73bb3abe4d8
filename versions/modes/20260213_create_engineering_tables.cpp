// create engineering tables
//
// Revision:  0e64c1de8fbf
// Revises:   b43ceaebde8d
// Created:   2026-02-13 11:00 UTC
//
// The second mode: services and components, documents about them, work on them, and a wiki. Nothing
// in it refers to `growth`. Links between modes are in shared.cross_links.
#include <revise/migration.h>

using namespace revise;

namespace {

void create_entities(operations& op) {
  op.create_enum("engineering.entity_type", {"service", "component", "library", "incident"});
  op.create_table(
      "engineering.entities",
      {
          column("id", uuid).server_default("gen_random_uuid()").primary_key(),
          column("type", "engineering.entity_type").not_null(),
          column("name", text).not_null(),
          column("slug", varchar(120)).not_null().check("slug ~ '^[a-z0-9-]+$'"),
          column("description", text),
          column("attributes", jsonb).not_null().server_default("'{}'"),
          column("parent_id", uuid).references("engineering.entities", "id").on_delete(set_null),
          column("created_by", uuid).references("auth.users", "id").on_delete(set_null),
          column("created_at", timestamptz).not_null().server_default("now()"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
          unique({"type", "slug"}),
      },
      {.comment = "what engineers build and run"});
  op.create_index("entities_parent_id_idx", "engineering.entities", {"parent_id"});
}

void create_artifacts(operations& op) {
  op.create_enum("engineering.artifact_type", {"design", "decision", "runbook", "diagram"});
  op.create_table("engineering.artifacts",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("entity_id", uuid)
                          .not_null()
                          .references("engineering.entities", "id")
                          .on_delete(cascade),
                      column("type", "engineering.artifact_type").not_null(),
                      column("title", text).not_null(),
                      column("body", text),
                      column("metadata", jsonb).not_null().server_default("'{}'"),
                      column("created_by", uuid).references("auth.users", "id").on_delete(set_null),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.comment = "what was written about one of them"});
  op.create_index("artifacts_entity_id_idx", "engineering.artifacts", {"entity_id", "type"});
}

void create_jobs(operations& op) {
  op.create_enum("engineering.job_status", {"queued", "running", "done", "failed", "cancelled"});
  op.create_table(
      "engineering.jobs",
      {
          column("id", uuid).server_default("gen_random_uuid()").primary_key(),
          column("kind", varchar(60)).not_null(),
          column("status", "engineering.job_status").not_null().server_default("'queued'"),
          column("entity_id", uuid).references("engineering.entities", "id").on_delete(set_null),
          column("arguments", jsonb).not_null().server_default("'{}'"),
          column("result", jsonb),
          column("error", text),
          column("requested_by", uuid).references("auth.users", "id").on_delete(set_null),
          column("started_at", timestamptz),
          column("finished_at", timestamptz),
          column("created_at", timestamptz).not_null().server_default("now()"),
          check("jobs_finished_at_check", "finished_at >= started_at"),
      },
      {.comment = "work in the background"});
  op.create_index("jobs_queue_idx", "engineering.jobs", {"created_at"},
                  {.where = "status = 'queued'"});
  op.create_index("jobs_entity_id_idx", "engineering.jobs", {"entity_id"});
}

void create_wiki_pages(operations& op) {
  op.create_table(
      "engineering.wiki_pages",
      {
          column("id", uuid).server_default("gen_random_uuid()").primary_key(),
          column("slug", varchar(200)).not_null().unique().check("slug ~ '^[a-z0-9/-]+$'"),
          column("title", text).not_null(),
          column("body", text).not_null().server_default("''"),
          column("words", tsvector)
              .generated("to_tsvector('english'::regconfig, title || ' ' || body)"),
          column("parent_id", uuid).references("engineering.wiki_pages", "id").on_delete(set_null),
          column("entity_id", uuid).references("engineering.entities", "id").on_delete(set_null),
          column("revision", integer).not_null().server_default("1").check("revision > 0"),
          column("written_by", uuid).references("auth.users", "id").on_delete(set_null),
          column("created_at", timestamptz).not_null().server_default("now()"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
      },
      {.comment = "pages, each of which may be about one of the entities"});
  op.create_index("wiki_pages_words_idx", "engineering.wiki_pages", {"words"}, {.method = "gin"});
  op.create_index("wiki_pages_parent_id_idx", "engineering.wiki_pages", {"parent_id"});
  op.create_index("wiki_pages_entity_id_idx", "engineering.wiki_pages", {"entity_id"});
}

void upgrade(operations& op) {
  create_entities(op);
  create_artifacts(op);
  create_jobs(op);
  create_wiki_pages(op);

  op.create_function("engineering.touch_updated_at()", {.returns = "trigger", .body = R"(
begin
  new.updated_at := now();
  return new;
end )"});
  for (const char* table :
       {"engineering.entities", "engineering.artifacts", "engineering.wiki_pages"}) {
    op.create_trigger("touch_updated_at", table,
                      {.event = "before update", .function = "engineering.touch_updated_at()"});
  }

  // Only the backend has access for now, because there is no policy yet.
  for (const char* table : {"engineering.entities", "engineering.artifacts", "engineering.jobs",
                            "engineering.wiki_pages"}) {
    op.enable_row_level_security(table);
    op.grant("all", object::table(table), {"service_role"});
  }
}

const registered migration{
    .revision = "0e64c1de8fbf",
    .down_revision = {"b43ceaebde8d"},
    .message = "create engineering tables",
    .upgrade = upgrade,
    .downgrade = reversed,
};

}  // namespace
