// chunks
//
// Revision:  6c0e4b7d91fa
// Revises:   <base>
// Created:   2026-01-19 10:00 UTC
//
// What the product had before it had migrations: the pieces of its documents, with a vector each. A
// database where the table is live already keeps it as it is, and may as well be stamped.
#include <revise/migration.h>

#include <stdexcept>
#include <string>

using namespace revise;

namespace {

// Tells the table that was made here from one that was found.
constexpr const char* made_here = "made by revision 6c0e4b7d91fa, where there was none";

// How long the vectors of the product's model are. An ivfflat index takes no more than 2000.
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

// One that was found stays, with its rows.
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
