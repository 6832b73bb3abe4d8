// The fourteen tables of the tool, as they were on 2026-02-02, in whatever schema they are wanted.
//
// Several revisions need the same definitions: the baseline in `public`, the move in `growth`, and
// the contract, on its way back, in `public` once more. So they are here, once, and frozen as of
// that date: a change to one of the tables is a revision of its own, and no edit of this file,
// which revise would not notice as it does that of a migration.
#pragma once

#include <revise/migration.h>

#include <string>

namespace modes {

using namespace revise;

/// Each after those that it belongs to.
inline constexpr const char* table_names[] = {
    "users",
    "settings",
    "templates",
    "entities",
    "artifacts",
    "artifact_versions",
    "jobs",
    "microsites",
    "generation_jobs",
    "microsite_sections",
    "campaigns",
    "campaign_entities",
    "comments",
    "events",
};

/// All of them, each in its turn and before the first is changed.
inline void lock_tables(operations& op, const std::string& schema, const std::string& mode) {
  for (const char* table : table_names) op.lock_table(schema + "." + table, mode);
}

// --- types ---

inline constexpr const char* enum_names[] = {
    "entity_type",
    "artifact_type",
    "job_status",
    "section_type",
};

inline void create_enums(operations& op, const std::string& schema) {
  op.create_enum(schema + ".entity_type", {"company", "person", "product", "topic"});
  op.create_enum(schema + ".artifact_type", {"brief", "article", "e-mail", "image", "dataset"});
  op.create_enum(schema + ".job_status", {"queued", "running", "done", "failed", "cancelled"});
  op.create_enum(schema + ".section_type",
                 {"hero", "features", "testimonials", "pricing", "questions", "call to action"});
}

inline void drop_enums(operations& op, const std::string& schema) {
  op.drop_enum(schema + ".section_type");
  op.drop_enum(schema + ".job_status");
  op.drop_enum(schema + ".artifact_type");
  op.drop_enum(schema + ".entity_type");
}

// --- tables ---

/// Columns, and what a row has to meet by itself. What holds between rows comes later, with
/// add_keys and the others: rows are copied into bare tables, and a key or an index that is made
/// when they are there takes less time than one that is kept up row by row.
inline void create_tables(operations& op, const std::string& schema) {
  op.create_table(
      schema + ".users",
      {
          column("id", bigint).identity(),
          column("auth_id", uuid).comment("in auth.users, for as long as the account is there"),
          column("email", varchar(255)).not_null(),
          column("name", text).not_null().server_default("''"),
          column("role", varchar(20)).not_null().server_default("'editor'"),
          column("preferences", jsonb).not_null().server_default("'{}'"),
          column("last_seen_at", timestamptz),
          column("created_at", timestamptz).not_null().server_default("now()"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
          check("users_role_check", "role in ('admin', 'editor', 'viewer')"),
      },
      {.comment = "who works with the tool"});

  op.create_table(schema + ".settings",
                  {
                      column("key", varchar(100)),
                      column("value", jsonb).not_null(),
                      column("is_secret", boolean).not_null().server_default("false"),
                      column("updated_by", bigint),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.comment = "of the tool itself"});

  op.create_table(schema + ".templates",
                  {
                      column("id", serial),
                      column("name", text).not_null(),
                      column("section", type(schema + ".section_type")),
                      column("prompt", text).not_null(),
                      column("variables", array_of(text)).not_null().server_default("'{}'"),
                      column("temperature", real).not_null().server_default("0.7"),
                      column("created_by", bigint),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                      check("templates_temperature_check", "temperature between 0 and 2"),
                  },
                  {.comment = "what a generation job is asked with"});

  op.create_table(
      schema + ".entities",
      {
          column("id", uuid).server_default("gen_random_uuid()"),
          column("type", type(schema + ".entity_type")).not_null(),
          column("name", text).not_null(),
          column("name_key", text).generated("lower(name)"),
          column("slug", varchar(120)).not_null(),
          column("description", text),
          column("attributes", jsonb).not_null().server_default("'{}'"),
          column("tags", array_of(text)).not_null().server_default("'{}'"),
          column("score", numeric(9, 4)),
          column("parent_id", uuid),
          column("owner_id", bigint),
          column("archived_at", timestamptz),
          column("created_at", timestamptz).not_null().server_default("now()"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
          check("entities_slug_check", "slug ~ '^[a-z0-9-]+$'"),
          check("entities_parent_id_check", "parent_id <> id"),
      },
      {.comment = "what the tool knows of the world: companies, people, products, topics"});

  op.create_table(schema + ".artifacts",
                  {
                      column("id", uuid).server_default("gen_random_uuid()"),
                      column("entity_id", uuid).not_null(),
                      column("type", type(schema + ".artifact_type")).not_null(),
                      column("title", text).not_null(),
                      column("body", text),
                      column("digest", bytea).comment("SHA-256 of the body"),
                      column("sources", array_of(text)),
                      column("metadata", jsonb).not_null().server_default("'{}'"),
                      column("comment_count", integer).not_null().server_default("0"),
                      column("created_by", bigint),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                      check("artifacts_comment_count_check", "comment_count >= 0"),
                  },
                  {.comment = "what was made about an entity"});

  op.create_table(schema + ".artifact_versions",
                  {
                      column("artifact_id", uuid),
                      column("version", integer),
                      column("body", text).not_null(),
                      column("changed_by", bigint),
                      column("changed_at", timestamptz).not_null().server_default("now()"),
                      check("artifact_versions_version_check", "version > 0"),
                  },
                  {.comment = "what an artifact said before"});

  // People quote the ticket of a job, so it has a sequence of its own.
  op.create_sequence(schema + ".tickets", {.start = 10'000});
  op.create_table(
      schema + ".jobs",
      {
          column("id", bigserial),
          column("ticket", bigint).not_null().server_default("nextval('" + schema + ".tickets')"),
          column("kind", varchar(60)).not_null(),
          column("status", type(schema + ".job_status")).not_null().server_default("'queued'"),
          column("priority", smallint).not_null().server_default("0"),
          column("arguments", jsonb).not_null().server_default("'{}'"),
          column("result", jsonb),
          column("error", text),
          column("attempts", integer).not_null().server_default("0"),
          column("parent_id", bigint),
          column("requested_by", bigint),
          column("run_after", timestamptz),
          column("started_at", timestamptz),
          column("finished_at", timestamptz),
          column("created_at", timestamptz).not_null().server_default("now()"),
          check("jobs_attempts_check", "attempts >= 0"),
          check("jobs_finished_at_check", "finished_at >= started_at"),
      },
      {.comment = "work in the background"});

  op.create_table(schema + ".microsites",
                  {
                      column("id", uuid).server_default("gen_random_uuid()"),
                      column("entity_id", uuid).not_null(),
                      column("slug", varchar(80)).not_null(),
                      column("title", text).not_null(),
                      column("domain", text),
                      column("theme", jsonb).not_null().server_default("'{}'"),
                      column("generation_job_id", bigint).comment("that made what is shown"),
                      column("published_at", timestamptz),
                      column("created_by", bigint),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                      column("updated_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.comment = "a small web site about an entity"});

  op.create_table(
      schema + ".generation_jobs",
      {
          column("id", bigint).identity(),
          column("microsite_id", uuid).not_null(),
          column("job_id", bigint),
          column("template_id", integer),
          column("status", type(schema + ".job_status")).not_null().server_default("'queued'"),
          column("prompt", text).not_null(),
          column("output", jsonb),
          column("tokens", integer).not_null().server_default("0"),
          column("cost", numeric(12, 6)).not_null().server_default("0"),
          column("took", interval),
          column("created_at", timestamptz).not_null().server_default("now()"),
      },
      {.comment = "one attempt at writing a microsite"});

  op.create_table(schema + ".microsite_sections",
                  {
                      column("id", bigint).identity(),
                      column("microsite_id", uuid).not_null(),
                      column("type", type(schema + ".section_type")).not_null(),
                      column("position", integer).not_null(),
                      column("heading", text),
                      column("content", jsonb).not_null().server_default("'{}'"),
                      column("artifact_id", uuid),
                      column("is_visible", boolean).not_null().server_default("true"),
                  },
                  {.comment = "a microsite from top to bottom"});

  op.create_table(
      schema + ".campaigns",
      {
          column("id", integer).identity(always),
          column("name", text).not_null(),
          column("status", varchar(20)).not_null().server_default("'draft'"),
          column("budget", numeric(14, 2)),
          column("channels", array_of(text)).not_null().server_default("'{}'"),
          column("runs", daterange),
          column("results", array_of(double_precision)),
          column("created_by", bigint),
          column("created_at", timestamptz).not_null().server_default("now()"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
          check("campaigns_status_check", "status in ('draft', 'running', 'paused', 'finished')"),
      });

  op.create_table(schema + ".campaign_entities",
                  {
                      column("campaign_id", integer),
                      column("entity_id", uuid),
                      column("weight", real).not_null().server_default("1"),
                      column("added_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.comment = "whom a campaign is about"});

  op.create_table(schema + ".comments",
                  {
                      column("id", bigint).identity(),
                      column("artifact_id", uuid).not_null(),
                      column("parent_id", bigint).comment("what it answers"),
                      column("author_id", bigint),
                      column("body", text).not_null(),
                      column("mentions", array_of(bigint)).not_null().server_default("'{}'"),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                  });

  op.create_table(schema + ".events",
                  {
                      column("id", bigint).identity(),
                      column("entity_id", uuid),
                      column("user_id", bigint),
                      column("kind", varchar(60)).not_null(),
                      column("payload", jsonb),
                      column("address", inet),
                      column("occurred_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.comment = "who did what, and when: by far the largest of them"});
}

inline void add_keys(operations& op, const std::string& schema) {
  op.add_constraint(schema + ".users", primary_key({"id"}));
  op.add_constraint(schema + ".users", unique({"auth_id"}));
  op.add_constraint(schema + ".settings", primary_key({"key"}));
  op.add_constraint(schema + ".templates", primary_key({"id"}));
  op.add_constraint(schema + ".templates", unique({"name"}));
  op.add_constraint(schema + ".entities", primary_key({"id"}));
  op.add_constraint(schema + ".entities", unique({"type", "slug"}));
  op.add_constraint(schema + ".artifacts", primary_key({"id"}));
  op.add_constraint(schema + ".artifact_versions", primary_key({"artifact_id", "version"}));
  op.add_constraint(schema + ".jobs", primary_key({"id"}));
  op.add_constraint(schema + ".jobs", unique({"ticket"}));
  op.add_constraint(schema + ".microsites", primary_key({"id"}));
  op.add_constraint(schema + ".microsites", unique({"slug"}));
  op.add_constraint(schema + ".generation_jobs", primary_key({"id"}));
  op.add_constraint(schema + ".microsite_sections", primary_key({"id"}));
  // Two sections change places in one transaction.
  op.add_constraint(schema + ".microsite_sections",
                    unique({"microsite_id", "position"}).initially_deferred());
  op.add_constraint(schema + ".campaigns", primary_key({"id"}));
  op.add_constraint(schema + ".campaign_entities", primary_key({"campaign_id", "entity_id"}));
  op.add_constraint(schema + ".comments", primary_key({"id"}));
  op.add_constraint(schema + ".events", primary_key({"id"}));
}

inline void create_indexes(operations& op, const std::string& schema) {
  op.create_index("users_email_idx", schema + ".users", {"(lower(email))"}, {.unique = true});
  op.create_index("entities_name_key_idx", schema + ".entities", {"name_key"});
  op.create_index("entities_tags_idx", schema + ".entities", {"tags"}, {.method = "gin"});
  op.create_index("entities_parent_id_idx", schema + ".entities", {"parent_id"});
  op.create_index("entities_owner_id_idx", schema + ".entities", {"owner_id"});
  op.create_index("entities_current_idx", schema + ".entities",
                  {"type", index_column("updated_at").descending()},
                  {.where = "archived_at is null"});
  op.create_index("artifacts_entity_id_idx", schema + ".artifacts", {"entity_id", "type"});
  op.create_index("artifacts_metadata_idx", schema + ".artifacts",
                  {index_column("metadata").operator_class("jsonb_path_ops")}, {.method = "gin"});
  op.create_index("jobs_queue_idx", schema + ".jobs",
                  {index_column("priority").descending(), "run_after"},
                  {.where = "status = 'queued'"});
  op.create_index("jobs_parent_id_idx", schema + ".jobs", {"parent_id"});
  op.create_index("microsites_entity_id_idx", schema + ".microsites", {"entity_id"});
  op.create_index("generation_jobs_microsite_id_idx", schema + ".generation_jobs",
                  {"microsite_id"});
  op.create_index("generation_jobs_job_id_idx", schema + ".generation_jobs", {"job_id"});
  op.create_index("microsite_sections_artifact_id_idx", schema + ".microsite_sections",
                  {"artifact_id"});
  op.create_index("campaigns_runs_idx", schema + ".campaigns", {"runs"}, {.method = "gist"});
  op.create_index("campaign_entities_entity_id_idx", schema + ".campaign_entities", {"entity_id"});
  op.create_index("comments_artifact_id_idx", schema + ".comments", {"artifact_id", "created_at"});
  op.create_index("comments_parent_id_idx", schema + ".comments", {"parent_id"},
                  {.where = "parent_id is not null"});
  op.create_index("events_entity_id_idx", schema + ".events",
                  {"entity_id", index_column("occurred_at").descending()});
  op.create_index("events_user_id_idx", schema + ".events", {"user_id"});
  op.create_index("events_occurred_at_idx", schema + ".events", {"occurred_at"},
                  {.method = "brin"});
}

inline void add_foreign_keys(operations& op, const std::string& schema) {
  const std::string users = schema + ".users";
  const std::string entities = schema + ".entities";
  const std::string artifacts = schema + ".artifacts";
  const std::string jobs = schema + ".jobs";
  const std::string microsites = schema + ".microsites";
  const std::string generation_jobs = schema + ".generation_jobs";

  op.add_constraint(schema + ".settings", foreign_key({"updated_by"}, users, {"id"}));
  op.add_constraint(schema + ".templates", foreign_key({"created_by"}, users, {"id"}));
  op.add_constraint(entities, foreign_key({"parent_id"}, entities, {"id"}).on_delete(set_null));
  op.add_constraint(entities, foreign_key({"owner_id"}, users, {"id"}).on_delete(set_null));
  op.add_constraint(artifacts, foreign_key({"entity_id"}, entities, {"id"}).on_delete(cascade));
  op.add_constraint(artifacts, foreign_key({"created_by"}, users, {"id"}));
  op.add_constraint(schema + ".artifact_versions",
                    foreign_key({"artifact_id"}, artifacts, {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".artifact_versions", foreign_key({"changed_by"}, users, {"id"}));
  op.add_constraint(jobs, foreign_key({"parent_id"}, jobs, {"id"}).on_delete(cascade));
  op.add_constraint(jobs, foreign_key({"requested_by"}, users, {"id"}));
  op.add_constraint(microsites, foreign_key({"entity_id"}, entities, {"id"}).on_delete(cascade));
  op.add_constraint(microsites, foreign_key({"created_by"}, users, {"id"}));

  // The circle: a microsite says which job made it, and the job for which microsite that was. One
  // side is checked at the commit, so that either may be inserted first.
  op.add_constraint(
      microsites, foreign_key({"generation_job_id"}, generation_jobs, {"id"}).initially_deferred());
  op.add_constraint(generation_jobs,
                    foreign_key({"microsite_id"}, microsites, {"id"}).on_delete(cascade));

  op.add_constraint(generation_jobs, foreign_key({"job_id"}, jobs, {"id"}).on_delete(set_null));
  op.add_constraint(generation_jobs, foreign_key({"template_id"}, schema + ".templates", {"id"}));
  op.add_constraint(schema + ".microsite_sections",
                    foreign_key({"microsite_id"}, microsites, {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".microsite_sections",
                    foreign_key({"artifact_id"}, artifacts, {"id"}).on_delete(set_null));
  op.add_constraint(schema + ".campaigns", foreign_key({"created_by"}, users, {"id"}));
  op.add_constraint(schema + ".campaign_entities",
                    foreign_key({"campaign_id"}, schema + ".campaigns", {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".campaign_entities",
                    foreign_key({"entity_id"}, entities, {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".comments",
                    foreign_key({"artifact_id"}, artifacts, {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".comments",
                    foreign_key({"parent_id"}, schema + ".comments", {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".comments", foreign_key({"author_id"}, users, {"id"}));
  op.add_constraint(schema + ".events",
                    foreign_key({"entity_id"}, entities, {"id"}).on_delete(cascade));
  op.add_constraint(schema + ".events",
                    foreign_key({"user_id"}, users, {"id"}).on_delete(set_null));
}

/// Indexes, keys, triggers and policies go with them; the functions do not.
inline void drop_tables(operations& op, const std::string& schema) {
  // Neither of two tables that refer to each other can be dropped first.
  op.drop_constraint(schema + ".microsites", "microsites_generation_job_id_fkey");
  for (auto name = std::rbegin(table_names); name != std::rend(table_names); ++name) {
    op.drop_table(schema + "." + *name);
  }
  op.drop_sequence(schema + ".tickets");
}

/// To another schema, with their rows, keys, indexes, grants and sequences. The functions and
/// policies should be gone: they would go on to name the schema that the tables were in.
inline void move_tables(operations& op, const std::string& from, const std::string& to) {
  for (const char* name : enum_names) op.move(object::type(from + "." + name), to);
  op.move(object::sequence(from + ".tickets"), to);
  for (const char* name : table_names) op.move_table(from + "." + name, to);
}

// --- sequences ---

struct numbered_column {
  const char* table;
  const char* column;
  const char* sequence;
};

inline constexpr numbered_column numbered_columns[] = {
    {"users", "id", "users_id_seq"},
    {"templates", "id", "templates_id_seq"},
    {"jobs", "id", "jobs_id_seq"},
    {"jobs", "ticket", "tickets"},
    {"generation_jobs", "id", "generation_jobs_id_seq"},
    {"microsite_sections", "id", "microsite_sections_id_seq"},
    {"campaigns", "id", "campaigns_id_seq"},
    {"comments", "id", "comments_id_seq"},
    {"events", "id", "events_id_seq"},
};

/// Rows that come from `from` bring their numbers along: the next ones in `to` get numbers behind
/// those, and behind all that were given out in either schema. The row of the last ticket may have
/// been deleted, and still somebody quotes it.
inline void let_sequences_follow(operations& op, const std::string& from, const std::string& to) {
  // A number that is given out while this is going on would be given out again.
  lock_tables(op, to, "share row exclusive");
  for (const auto& [table, column, sequence] : numbered_columns) {
    const std::string own = to + "." + sequence;
    op.sequence_follows(own, to + "." + table, column, {.after = {own, from + "." + sequence}});
  }
}

}  // namespace modes
