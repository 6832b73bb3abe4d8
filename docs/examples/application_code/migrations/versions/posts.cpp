// posts
//
// Revision:  posts
// Revises:
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_table("posts", {
                               column("id", bigint).primary_key(),
                               column("title", text).not_null(),
                           });
  op.bulk_insert("posts", {"id", "title"}, {{1, "Hello, World!"}, {2, "C++ 20 (and later)"}});
}

const registered migration{
    .revision = "posts",
    .down_revision = {},
    .message = "posts",
    .upgrade = upgrade,
    .downgrade = [](operations& op) { op.drop_table("posts"); },
};

}  // namespace
