// initial schema
//
// Revision:  a203f2b080fa
// Revises:   <base>
// Created:   2026-01-12 08:30 UTC
//
// A multi-tenant assistant: seven schemas, and a workspace in every row. The team writes SQL, so
// this runs its files; revise builds them into the plugin, and no server needs to have them.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) { op.execute_file("001_initial_schema.sql"); }

void downgrade(operations& op) { op.execute_file("001_initial_schema.down.sql"); }

void check(operations& op) { op.execute_file("001_initial_schema.verify.sql"); }

const registered migration{
    .revision = "a203f2b080fa",
    .down_revision = {},
    // auth.users and auth.uid(), and the extension for vectors.
    .depends_on = {"a4d1c7e09b52", "0b7f3e6a91cd"},
    .branch_labels = {"staff"},
    .message = "initial schema",
    .verify = check,
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
