// migrate to growth
//
// Revision:  fc3aacfdfe96
// Revises:   cc6af6c9c91c
// Created:   2026-02-11 10:00 UTC
//
// All that is in `public` is copied into `growth`, where the application goes on with it.
//
// The tables in `public` stay for a week, as they were: what still reads them goes on, and can be
// compared. They take no more writes, not even one that has waited while the copy was made. A row
// that came there now would be missing in `growth`, and gone for good when the week is over; so it
// is refused, and whoever sent it is told where the tables are. Until the application is switched
// over, it can read and not write: that is the write downtime, with the copy before it.
//
// On the way back `growth` is what counts, with all that was written there since. Its tables are
// moved, and not copied, to where those in `public` were: no row is touched, so none can be lost,
// and a million rows take as long as ten. What else belonged to a table in `public` they take over:
// the numbers that its sequence has given out, and to whom it was open.
#include "copied_rows.h"
#include "known_tables.h"
#include "read_only_tables.h"

using namespace revise;

namespace {

void upgrade(operations& op) {
  modes::create_enums(op, "growth");
  modes::create_tables(op, "growth");
  // What is not copied would be lost, so all that there is has to be known.
  modes::expect_known_tables(op, "public", "growth");

  modes::make_read_only(op);
  modes::copy_tables(op, "public", "growth");
  op.notify("pgrst", "reload schema");
}

void downgrade(operations& op) {
  // From here on nobody writes to them, or takes a number.
  modes::lock_tables(op, "growth", "access exclusive");
  // They are still at their start where `update sequences` has not run.
  modes::let_sequences_follow(op, "public", "growth");
  // Those of a hosted database have grants that no migration knows: by its default privileges, all
  // that is made in `public` is open to the roles of its API, and what they see is up to the
  // policies.
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
