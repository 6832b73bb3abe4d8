// rls policies
//
// Revision:  449d0b5e6342
// Revises:   a203f2b080fa
// Created:   2026-01-19 14:05 UTC
//
// Defines who may see and change which rows: row-level security on all tables.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) { op.execute_file("002_rls_policies.sql"); }

void downgrade(operations& op) { op.execute_file("002_rls_policies.down.sql"); }

void check(operations& op) { op.execute_file("002_rls_policies.verify.sql"); }

const registered migration{
    .revision = "449d0b5e6342",
    .down_revision = {"a203f2b080fa"},
    .message = "rls policies",
    // The check inserts users and workspaces, and queries the tables as these users.
    .verify = rolled_back(check),
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
