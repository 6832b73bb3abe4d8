// fourteen tables in public
//
// Revision:  797681f562e8
// Revises:   <base>
// Created:   2026-02-02 08:30 UTC
//
// The tool before it is split: everything is in `public`, with types, functions and policies that
// belong to that schema, and two tables that refer to each other. A database that already has these
// tables is stamped with this revision.
#include "functions_and_policies.h"

using namespace revise;

namespace {

void upgrade(operations& op) {
  modes::create_enums(op, "public");
  modes::create_tables(op, "public");
  modes::add_keys(op, "public");
  modes::create_indexes(op, "public");
  modes::add_foreign_keys(op, "public");
  modes::create_functions(op, "public");
  modes::grant_access(op, "public");
  modes::create_policies(op, "public");
}

void downgrade(operations& op) {
  modes::drop_policies(op, "public");
  modes::drop_functions(op, "public");
  modes::drop_tables(op, "public");
  modes::drop_enums(op, "public");
}

const registered migration{
    .revision = "797681f562e8",
    .down_revision = {},
    .depends_on = {"a4d1c7e09b52"},
    .branch_labels = {"modes"},
    .message = "fourteen tables in public",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
