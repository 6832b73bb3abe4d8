// chunks
//
// Revision:  6c0e4b7d91fa
// Revises:   <base>
// Created:   2026-01-19 10:00 UTC
//
// The product's table from before it had migrations: the chunks of its documents, with a vector for
// each. On a database where the table is already in use, the upgrade keeps it unchanged; the
// revision may also be stamped there.
#include <revise/migration.h>

#include <stdexcept>
#include <string>

using namespace revise;

namespace {

// Marks a table that this revision created, so that the downgrade keeps one that already existed.
constexpr const char* made_here = "made by revision 6c0e4b7d91fa, where there was none";

// The length of the product's vectors. An ivfflat index supports at most 2000 dimensions.
int dimensions(operations& op) {
  const long long given = op.argument("embedding_dimensions", 768);
  if (given < 1 || given > 2000) {
    throw std::runtime_error("embedding_dimensions is " + std::to_string(given) +
                             ", and not from 1 to 2000");
  }
  return static_cast<int>(given);
}

void upgrade(operations& op) {
  op.create_table("chunks",
                  {
                      column("id", text).primary_key(),
                      column("document_id", text).not_null(),
                      column("content", text).not_null(),
                      column("embedding", vector(dimensions(op))),
                      column("metadata", jsonb),
                      column("created_at", timestamptz).server_default("now()"),
                  },
                  {.if_not_exists = true, .comment = made_here});
}

// A table that existed before is kept, with its rows.
void downgrade(operations& op) {
  op.drop_table("chunks", {.if_exists = true, .if_comment = made_here});
}

const registered migration{
    .revision = "6c0e4b7d91fa",
    .down_revision = {},
    .depends_on = {"0b7f3e6a91cd"},
    .branch_labels = {"knowledge"},
    .message = "chunks",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
