// drop the public tables
//
// Revision:  4def6a6f86f8
// Revises:   0e64c1de8fbf
// Created:   2026-02-18 09:00 UTC
//
// The end of the move: drops the old tables, a week after the application has switched to `growth`.
// `upgrade heads` stops before this revision until then.
#include "copied_rows.h"
#include "read_only_tables.h"

using namespace revise;

namespace {

void upgrade(operations& op) {
  modes::drop_read_only_tables(op);
  op.notify("pgrst", "reload schema");
}

// All rows are still in `growth`. The downgrade copies them back to `public`, where they can be
// read. Grants that were added to the old tables by hand were lost when these were dropped: the
// tables get the grants of the baseline, and the default privileges of `public`.
void downgrade(operations& op) {
  modes::create_enums(op, "public");
  modes::create_tables(op, "public");
  modes::copy_tables(op, "growth", "public");
  modes::let_sequences_follow(op, "growth", "public");
  modes::make_read_only(op);
  op.notify("pgrst", "reload schema");
}

const registered migration{
    .revision = "4def6a6f86f8",
    .down_revision = {"0e64c1de8fbf"},
    .message = "drop the public tables",
    .not_before = days(7).after("fc3aacfdfe96"),
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
