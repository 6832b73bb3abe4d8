// roles and auth
//
// Revision:  a4d1c7e09b52
// Revises:   <base>
// Created:   2026-01-05 09:00 UTC
//
// The ground that a hosted PostgreSQL gives to those who build on it: roles for who asks, and who is
// logged in. Only what is missing is made, so on the service itself this does nothing.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_role("anon", {.if_not_exists = true, .attributes = "noinherit"});
  op.create_role("authenticated", {.if_not_exists = true, .attributes = "noinherit"});
  op.create_role("service_role", {.if_not_exists = true, .attributes = "noinherit bypassrls"});

  op.create_schema("auth", {.if_not_exists = true});
  op.create_table("auth.users",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("email", varchar(255)).unique(),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.if_not_exists = true});
  op.create_function("auth.uid()",
                     {.returns = "uuid",
                      .body = "select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid",
                      .replace = true,
                      .stable = true});
  op.grant("usage", object::schema("auth"), {"anon", "authenticated", "service_role"});
}

void downgrade(operations& op) {
  op.drop_function("auth.uid()");
  op.drop_table("auth.users");
  op.drop_schema("auth");
}

const registered migration{
    .revision = "a4d1c7e09b52",
    .down_revision = {},
    .branch_labels = {"platform"},
    .message = "roles and auth",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
