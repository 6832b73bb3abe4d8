// drop the public tables
//
// Revision:  4def6a6f86f8
// Revises:   0e64c1de8fbf
// Created:   2026-02-18 09:00 UTC
//
// The end of the move: a week after `growth` has taken over, what it was copied from goes. Until
// then `upgrade heads` stops here.
#include "copied_rows.h"
#include "read_only_tables.h"

using namespace revise;

namespace {

void upgrade(operations& op) {
  modes::drop_read_only_tables(op);
  op.notify("pgrst", "reload schema");
}

// `growth` still has it all. It is copied back to where it came from, and can be read there. What
// somebody else had granted on the old tables went with them: the new ones have what the baseline
// grants, and what the default privileges of `public` are.
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
