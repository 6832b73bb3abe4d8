// update sequences
//
// Revision:  b43ceaebde8d
// Revises:   fc3aacfdfe96
// Created:   2026-02-12 10:30 UTC
//
// The copied rows kept their numbers, but the sequences of `growth` are still at their start. This
// revision continues them from the values of the sequences in `public`, even if the last rows were
// deleted there, so that no number is given out twice.
#include "fourteen_tables.h"

using namespace revise;

namespace {

void upgrade(operations& op) { modes::let_sequences_follow(op, "public", "growth"); }

// The value of a sequence need not be restored, because the sequence is dropped with its table.
void downgrade(operations&) {}

// No row has a number that the sequence has yet to give out.
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
