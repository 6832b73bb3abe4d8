// create shared tables
//
// Revision:  cc6af6c9c91c
// Revises:   0d8bd2e09961
// Created:   2026-02-10 09:20 UTC
//
// Tables that belong to no mode: the users of the tool, the configuration of each mode, and links
// between objects of different modes.
#include <revise/migration.h>

using namespace revise;

namespace {

void create_users(operations& op) {
  op.create_table(
      "shared.users",
      {
          column("id", uuid).primary_key().references("auth.users", "id").on_delete(cascade),
          column("name", text).not_null().server_default("''"),
          column("default_mode", text).not_null().server_default("'growth'"),
          column("preferences", jsonb).not_null().server_default("'{}'"),
          column("created_at", timestamptz).not_null().server_default("now()"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
          check("users_default_mode_check", "default_mode in ('growth', 'engineering', 'product')"),
      },
      {.comment = "what the modes know together of an account in auth.users"});
}

void create_mode_config(operations& op) {
  op.create_table(
      "shared.mode_config",
      {
          column("mode", text).primary_key(),
          column("title", text).not_null(),
          column("is_enabled", boolean).not_null().server_default("true"),
          column("settings", jsonb).not_null().server_default("'{}'"),
          column("updated_at", timestamptz).not_null().server_default("now()"),
          check("mode_config_mode_check", "mode in ('growth', 'engineering', 'product')"),
      },
      {.comment = "a row for each mode; its tables are in the schema of the same name"});
  op.bulk_insert("shared.mode_config", {"mode", "title", "is_enabled"},
                 {
                     {"growth", "Growth", true},
                     {"engineering", "Engineering", true},
                     {"product", "Product", false},
                 });
}

void create_cross_links(operations& op) {
  op.create_table("shared.cross_links",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("source_mode", text)
                          .not_null()
                          .check("source_mode in ('growth', 'engineering', 'product')"),
                      column("source_type", text).not_null(),
                      column("source_id", uuid).not_null(),
                      column("target_mode", text)
                          .not_null()
                          .check("target_mode in ('growth', 'engineering', 'product')"),
                      column("target_type", text).not_null(),
                      column("target_id", uuid).not_null(),
                      column("link_type", text).not_null(),
                      column("confidence", double_precision).check("confidence between 0 and 1"),
                      column("created_by", uuid).references("auth.users", "id"),
                      column("created_at", timestamptz).server_default("now()"),
                      column("metadata", jsonb).server_default("'{}'"),
                      unique("cross_links_ends_key",
                             {"source_mode", "source_id", "target_mode", "target_id", "link_type"}),
                  },
                  {.comment = "something in one mode that has to do with something in another"});
  op.create_index("idx_cross_links_source", "shared.cross_links", {"source_mode", "source_id"});
  op.create_index("idx_cross_links_target", "shared.cross_links", {"target_mode", "target_id"});
}

// Every user sees all links, and creates links only in their own name.
void let_users_link(operations& op) {
  for (const char* table : {"shared.users", "shared.mode_config", "shared.cross_links"}) {
    op.enable_row_level_security(table);
    op.grant("all", object::table(table), {"service_role"});
  }
  op.grant("select, insert", object::table("shared.cross_links"), {"authenticated"});
  op.create_policy(
      "Users can read cross_links", "shared.cross_links",
      {.command = policy_command::select, .roles = {"authenticated"}, .using_expression = "true"});
  op.create_policy("Users can create cross_links", "shared.cross_links",
                   {.command = policy_command::insert,
                    .roles = {"authenticated"},
                    .check_expression = "auth.uid() = created_by"});
}

void upgrade(operations& op) {
  create_users(op);
  create_mode_config(op);
  create_cross_links(op);
  let_users_link(op);
}

const registered migration{
    .revision = "cc6af6c9c91c",
    .down_revision = {"0d8bd2e09961"},
    .message = "create shared tables",
    .upgrade = upgrade,
    .downgrade = reversed,
};

}  // namespace
