// roles and auth
//
// Revision:  a4d1c7e09b52
// Revises:   <base>
// Created:   2026-01-05 09:00 UTC
//
// The objects that a hosted PostgreSQL provides to applications: a role for each kind of visitor,
// and a function for the id of the user who has logged in. The upgrade creates only what is
// missing, and marks it with a comment. So it changes nothing on the hosted service, and the
// downgrade drops only what the upgrade created.
#include <revise/migration.h>

using namespace revise;

namespace {

constexpr const char* made_here = "made by revision a4d1c7e09b52, where the service had none";

void upgrade(operations& op) {
  op.create_role("anon", {.if_not_exists = true, .attributes = "noinherit"});
  op.create_role("authenticated", {.if_not_exists = true, .attributes = "noinherit"});
  op.create_role("service_role", {.if_not_exists = true, .attributes = "noinherit bypassrls"});

  op.create_schema("auth", {.if_not_exists = true, .comment = made_here});
  op.create_table("auth.users",
                  {
                      column("id", uuid).server_default("gen_random_uuid()").primary_key(),
                      column("email", varchar(255)).unique(),
                      column("created_at", timestamptz).not_null().server_default("now()"),
                  },
                  {.if_not_exists = true, .comment = made_here});
  op.grant("usage", object::schema("auth"), {"anon", "authenticated", "service_role"},
           {.if_comment = made_here});

  // The user of the request. The service's API layer sets it in each transaction. Null if the
  // visitor has not logged in.
  op.create_function(
      "auth.uid()",
      {.returns = "uuid",
       .body = "select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid",
       .if_not_exists = true,
       .stable = true,
       .comment = made_here});
}

// The roles are kept, because they belong to all databases of the server. The other objects are
// dropped unless something uses them.
void downgrade(operations& op) {
  op.drop_function("auth.uid()", {.if_unused = true, .if_comment = made_here});
  op.drop_table("auth.users", {.if_unused = true, .if_comment = made_here});
  op.drop_schema("auth", {.if_unused = true, .if_comment = made_here});
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
