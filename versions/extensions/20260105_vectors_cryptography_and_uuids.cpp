// vectors, cryptography and uuids
//
// Revision:  0b7f3e6a91cd
// Revises:   <base>
// Created:   2026-01-05 09:10 UTC
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_extension("vector", {.if_not_exists = true});
  op.create_extension("pgcrypto", {.if_not_exists = true});
  op.create_extension("uuid-ossp", {.if_not_exists = true});
}

// The extensions are kept, because other objects of the database may use them.
void downgrade(operations&) {}

const registered migration{
    .revision = "0b7f3e6a91cd",
    .down_revision = {},
    .branch_labels = {"extensions"},
    .message = "vectors, cryptography and uuids",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
