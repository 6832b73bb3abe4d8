// SQLite: what a row refers to is looked at before a commit, where it can have gone.

#include <revise/rows.h>

#include "database/run_project.h"

using namespace revise;
using namespace revise::test;

namespace {

registered revision(string_ref id, const char* file, step_function up) {
  return {.revision = id, .upgrade = up, .downgrade = nothing, .link = in_file(file)};
}

// A row of `child` that refers to nothing, as a database may have had it for years.
constexpr const char* broken =
    "create table parent (id integer primary key); create table child (id integer primary key, "
    "parent_id integer references parent); insert into child values (1, 7)";

bool is_refused(const registered& migration) {
  project<sqlite_database> here({&migration});
  here.database.execute(broken);
  const std::string told = here.upgrade();
  if (told == "done at a") return false;
  CHECK(told.find("foreign key check failed before the commit") != std::string::npos);
  CHECK(told.ends_with("\nfailed at"));
  return true;
}

}  // namespace

TEST_CASE("what only adds a table, an index, a view or a trigger is not held up by old rows") {
  CHECK(!is_refused(revision("a", "a.cpp", [](operations& op) {
    op.create_table("orders", {column("id", integer).primary_key(),
                               column("child_id", integer).references("child", "id")});
    op.create_index("ix_orders_child_id", "orders", {"child_id"});
    op.create_view("all_orders", "select * from orders");
  })));
}

TEST_CASE("what may have taken away what a row refers to is looked at") {
  CHECK(is_refused(revision("a", "a.cpp", [](operations& op) { op.execute("select 1"); })));
  CHECK(is_refused(revision("a", "a.cpp", [](operations& op) {
    op.create_table("orders", {column("id", integer).primary_key()});
    op.query("select 1");
  })));
  CHECK(is_refused(
      revision("a", "a.cpp", [](operations& op) { op.bulk_insert("parent", {"id"}, {{1}}); })));
  CHECK(is_refused(revision("a", "a.cpp",
                            [](operations& op) { op.add_column("child", column("name", text)); })));
  registered checked = revision("a", "a.cpp", [](operations& op) {
    op.create_table("orders", {column("id", integer).primary_key()});
  });
  checked.verify = [](operations& op) { op.execute("delete from parent"); };
  CHECK(is_refused(checked));
}
