// slugs of posts
//
// Revision:  slugs
// Revises:   posts
#include <revise/migration.h>
#include <revise/rows.h>

#include <slug.h>

#include <string>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.add_column("posts", column("slug", text));
  for (const row post : op.query("select id, title from posts")) {
    op.execute("update posts set slug = $1 where id = $2",
               {app::slug(post["title"].as<std::string>()), post["id"].as<int>()});
  }
}

const registered migration{
    .revision = "slugs",
    .down_revision = {"posts"},
    .message = "slugs of posts",
    .upgrade = upgrade,
    .downgrade = [](operations& op) { op.drop_column("posts", "slug"); },
};

}  // namespace
