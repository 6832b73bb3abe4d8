// The functions, triggers, grants and policies of the fourteen tables, as they were on 2026-02-02,
// for any schema. Frozen, like fourteen_tables.h.
#pragma once

#include "fourteen_tables.h"

namespace modes {

// --- functions and triggers ---

inline constexpr const char* touched_tables[] = {
    "users", "settings", "templates", "entities", "artifacts", "microsites", "campaigns",
};

/// Returns `text` with `schema` in place of each `$schema`.
inline std::string written_for(const std::string& schema, std::string text) {
  const std::string placeholder = "$schema";
  for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder)) {
    text.replace(at, placeholder.size(), schema);
  }
  return text;
}

/// Call it after the rows were copied: a trigger must not count a copied comment as a new one.
inline void create_functions(operations& op, const std::string& schema) {
  const std::string current_user =
      written_for(schema, "select id from $schema.users where auth_id = auth.uid()");
  op.create_function(schema + ".current_user_id()", {.returns = "bigint",
                                                     .body = current_user,
                                                     .stable = true,
                                                     .security_definer = true,
                                                     .set = {"search_path = ''"}});

  const std::string owns = written_for(schema, R"(
select exists (
  select from $schema.entities e
  where e.id = entity and e.owner_id = $schema.current_user_id()
) )");
  op.create_function(schema + ".owns_entity(entity uuid)", {.returns = "boolean",
                                                            .body = owns,
                                                            .stable = true,
                                                            .security_definer = true,
                                                            .set = {"search_path = ''"}});

  const std::string below = written_for(schema, R"(
with recursive below as (
  select e.id from $schema.entities e where e.parent_id = top
  union
  select e.id from $schema.entities e join below b on e.parent_id = b.id
)
select e.* from $schema.entities e join below b on b.id = e.id )");
  op.create_function(schema + ".entities_below(top uuid)",
                     {.returns = "setof " + schema + ".entities",
                      .body = below,
                      .stable = true,
                      .set = {"search_path = ''"}});

  op.create_function(schema + ".touch_updated_at()", {.returns = "trigger", .body = R"(
begin
  new.updated_at := now();
  return new;
end )"});
  for (const char* table : touched_tables) {
    op.create_trigger("touch_updated_at", schema + "." + table,
                      {.event = "before update", .function = schema + ".touch_updated_at()"});
  }

  const std::string count = written_for(schema, R"(
begin
  update $schema.artifacts set comment_count = comment_count + 1 where id = new.artifact_id;
  return null;
end )");
  op.create_function(
      schema + ".count_comments()",
      {.returns = "trigger", .body = count, .security_definer = true, .set = {"search_path = ''"}});
  op.create_trigger("count_comments", schema + ".comments",
                    {.event = "after insert", .function = schema + ".count_comments()"});
}

inline void drop_functions(operations& op, const std::string& schema) {
  op.drop_trigger("count_comments", schema + ".comments");
  op.drop_function(schema + ".count_comments()");
  for (const char* table : touched_tables) {
    op.drop_trigger("touch_updated_at", schema + "." + table);
  }
  op.drop_function(schema + ".touch_updated_at()");
  op.drop_function(schema + ".entities_below(uuid)");
  op.drop_function(schema + ".owns_entity(uuid)");
  op.drop_function(schema + ".current_user_id()");
}

// --- grants and policies ---

/// The backend may do everything. A user who has logged in may read, and the policies say which
/// rows. Nobody else sees rows of a table without a policy.
inline void grant_access(operations& op, const std::string& schema) {
  for (const char* table : table_names) {
    op.enable_row_level_security(schema + "." + table);
    op.grant("all", object::table(schema + "." + table), {"service_role"});
  }
  for (const char* sequence : {".templates_id_seq", ".jobs_id_seq", ".tickets"}) {
    op.grant("usage", object::sequence(schema + sequence), {"service_role"});
  }
  for (const char* table : {".users", ".entities", ".artifacts", ".comments"}) {
    op.grant("select", object::table(schema + table), {"authenticated"});
  }
}

/// Gives the tables and sequences of `to` the grants that those of `from` have, and no others.
inline void copy_grants(operations& op, const std::string& from, const std::string& to) {
  for (const char* table : table_names) {
    op.copy_grants(object::table(from + "." + table), object::table(to + "." + table));
  }
  for (const auto& [table, column, sequence] : numbered_columns) {
    op.copy_grants(object::sequence(from + "." + sequence), object::sequence(to + "." + sequence));
  }
}

/// Outside of `public`, the name of a policy contains the schema: "Users can read growth entities".
inline std::string policy_name(const char* begin, const std::string& schema, const char* end) {
  return begin + (schema == "public" ? "" : schema + " ") + end;
}

inline void create_policies(operations& op, const std::string& schema) {
  op.create_policy(
      policy_name("Users can read ", schema, "entities"), schema + ".entities",
      {.command = policy_command::select, .roles = {"authenticated"}, .using_expression = "true"});
  op.create_policy(policy_name("Users can read their own ", schema, "profile"), schema + ".users",
                   {.command = policy_command::select,
                    .roles = {"authenticated"},
                    .using_expression = "auth_id = auth.uid()"});
  op.create_policy(policy_name("Owners can read ", schema, "artifacts"), schema + ".artifacts",
                   {.command = policy_command::select,
                    .roles = {"authenticated"},
                    .using_expression = schema + ".owns_entity(entity_id)"});
  op.create_policy(policy_name("Authors can read their ", schema, "comments"), schema + ".comments",
                   {.command = policy_command::select,
                    .roles = {"authenticated"},
                    .using_expression = "author_id = " + schema + ".current_user_id()"});
}

inline void drop_policies(operations& op, const std::string& schema) {
  op.drop_policy(policy_name("Authors can read their ", schema, "comments"), schema + ".comments");
  op.drop_policy(policy_name("Owners can read ", schema, "artifacts"), schema + ".artifacts");
  op.drop_policy(policy_name("Users can read their own ", schema, "profile"), schema + ".users");
  op.drop_policy(policy_name("Users can read ", schema, "entities"), schema + ".entities");
}

}  // namespace modes
