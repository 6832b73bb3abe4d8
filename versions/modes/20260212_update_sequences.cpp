// update sequences
//
// Revision:  b43ceaebde8d
// Revises:   fc3aacfdfe96
// Created:   2026-02-12 10:30 UTC
//
// The copied rows brought their numbers along; the sequences of `growth` are still at their start.
// They go on where those of `public` stand, also where the last rows there have been deleted: no
// number is given out twice.
#include "fourteen_tables.h"

using namespace revise;

namespace {

void upgrade(operations& op) { modes::let_sequences_follow(op, "public", "growth"); }

// Where a sequence stands is nothing to take back: the sequence goes with its table.
void downgrade(operations&) {}

// No row has the number that comes next, or one behind it.
void verify(operations& op) {
  for (const auto& [table, column, sequence] : modes::numbered_columns) {
    op.expect_rows(
        std::string("growth.") + table,
        {.exactly = 0,
         .where = std::string(column) + " >= (select last_value + is_called::integer from growth." +
                  sequence + ")"});
  }
}

const registered migration{
    .revision = "b43ceaebde8d",
    .down_revision = {"fc3aacfdfe96"},
    .message = "update sequences",
    .verify = verify,
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
