// The columns of the fourteen tables that are copied from one schema to the other, in either
// direction. Frozen, like fourteen_tables.h.
#pragma once

#include "functions_and_policies.h"

namespace modes {

using copied_columns = std::initializer_list<copied_column>;

/// Calls `what(table, columns)` for each table, with all columns except the computed ones. A value
/// of an enum is converted through text to the enum of the other schema.
template <class What>
void for_each_table(const std::string& to, What what) {
  const std::string as_entity_type = "type::text::" + to + ".entity_type";
  const std::string as_artifact_type = "type::text::" + to + ".artifact_type";
  const std::string as_section_type = "type::text::" + to + ".section_type";
  const std::string section_as_type = "section::text::" + to + ".section_type";
  const std::string as_job_status = "status::text::" + to + ".job_status";

  const copied_column entity_type{"type", as_entity_type};
  const copied_column artifact_type{"type", as_artifact_type};
  const copied_column section_type{"type", as_section_type};
  const copied_column section{"section", section_as_type};
  const copied_column status{"status", as_job_status};

  what("users", {"id", "auth_id", "email", "name", "role", "preferences", "last_seen_at",
                 "created_at", "updated_at"});
  what("settings", {"key", "value", "is_secret", "updated_by", "updated_at"});
  what("templates", {"id", "name", section, "prompt", "variables", "temperature", "created_by",
                     "created_at", "updated_at"});
  what("entities", {"id", entity_type, "name", "slug", "description", "attributes", "tags", "score",
                    "parent_id", "owner_id", "archived_at", "created_at", "updated_at"});
  what("artifacts", {"id", "entity_id", artifact_type, "title", "body", "digest", "sources",
                     "metadata", "comment_count", "created_by", "created_at", "updated_at"});
  what("artifact_versions", {"artifact_id", "version", "body", "changed_by", "changed_at"});
  what("jobs",
       {"id", "ticket", "kind", status, "priority", "arguments", "result", "error", "attempts",
        "parent_id", "requested_by", "run_after", "started_at", "finished_at", "created_at"});
  what("microsites", {"id", "entity_id", "slug", "title", "domain", "theme", "generation_job_id",
                      "published_at", "created_by", "created_at", "updated_at"});
  what("generation_jobs", {"id", "microsite_id", "job_id", "template_id", status, "prompt",
                           "output", "tokens", "cost", "took", "created_at"});
  what("microsite_sections", {"id", "microsite_id", section_type, "position", "heading", "content",
                              "artifact_id", "is_visible"});
  what("campaigns", {"id", "name", "status", "budget", "channels", "runs", "results", "created_by",
                     "created_at", "updated_at"});
  what("campaign_entities", {"campaign_id", "entity_id", "weight", "added_at"});
  what("comments",
       {"id", "artifact_id", "parent_id", "author_id", "body", "mentions", "created_at"});
  what("events", {"id", "entity_id", "user_id", "kind", "payload", "address", "occurred_at"});
}

/// Copies the rows of one schema's tables to the tables that create_tables made in another schema,
/// and then creates their keys, indexes and triggers. At the end of the revision the rows are
/// compared by number and content. If a row is lost or changed, the revision fails and is rolled
/// back.
inline void copy_tables(operations& op, const std::string& from, const std::string& to) {
  // Writers wait from here on at the latest. Readers never wait.
  for_each_table(to, [&](const std::string& table, copied_columns columns) {
    op.preserve_rows(from + "." + table, to + "." + table, {.columns = columns});
  });
  for_each_table(to, [&](const std::string& table, copied_columns columns) {
    op.copy_rows(from + "." + table, to + "." + table, {.columns = columns});
  });

  add_keys(op, to);
  create_indexes(op, to);
  // Without statistics, the first queries would have bad plans until autovacuum runs.
  for (const char* table : table_names) op.analyze_table(to + "." + table);
  add_foreign_keys(op, to);
  create_functions(op, to);
  grant_access(op, to);
  create_policies(op, to);
}

}  // namespace modes
