// migrate to growth
//
// Revision:  fc3aacfdfe96
// Revises:   cc6af6c9c91c
// Created:   2026-02-11 10:00 UTC
//
// Copies everything in `public` to `growth`, which the application uses from then on.
//
// The tables in `public` stay unchanged for a week, so that programs that still read them continue
// to work, and the copy can be compared with them. They accept no more writes, not even a write
// that waited while the copy was made. Such a row would be missing in `growth`, and lost at the end
// of the week. So it is refused with an error that says where the tables are. From the start of the
// copy until the application is switched to `growth`, it can read but not write: that is the write
// downtime.
//
// After a downgrade the rows of `growth` are the valid ones, including all later writes. Its tables
// are moved, not copied, and replace the tables in `public`: no row is touched, so none can be
// lost, and a million rows take as long as ten. They take over what belonged to a table in
// `public`: the numbers that its sequence has given out, and its grants.
#include "copied_rows.h"
#include "known_tables.h"
#include "read_only_tables.h"

using namespace revise;

namespace {

void upgrade(operations& op) {
  modes::create_enums(op, "growth");
  modes::create_tables(op, "growth");
  // The copy must know every column and table, because anything else would be lost.
  modes::expect_known_tables(op, "public", "growth");

  modes::make_read_only(op);
  modes::copy_tables(op, "public", "growth");
  op.notify("pgrst", "reload schema");
}

void downgrade(operations& op) {
  // After this lock, no session writes to the tables or takes a number from their sequences.
  modes::lock_tables(op, "growth", "access exclusive");
  // The sequences are still at their start if `update sequences` has not run.
  modes::let_sequences_follow(op, "public", "growth");
  // On a hosted database the tables have grants that no migration knows: its default privileges
  // open everything created in `public` to the roles of its API, and the policies decide which rows
  // these see.
  modes::copy_grants(op, "public", "growth");
  modes::drop_read_only_tables(op);

  modes::drop_policies(op, "growth");
  modes::drop_functions(op, "growth");
  modes::move_tables(op, "growth", "public");
  modes::create_functions(op, "public");
  modes::create_policies(op, "public");
  op.notify("pgrst", "reload schema");
}

const registered migration{
    .revision = "fc3aacfdfe96",
    .down_revision = {"cc6af6c9c91c"},
    .message = "migrate to growth",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
