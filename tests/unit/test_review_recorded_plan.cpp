// How often the functions of migrations are called before a run.

#include "review/recorded_plan.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include <revise/migration.h>
#include <revise/rows.h>

#include "review/plan_check.h"
#include "support/error_text.h"

namespace test_review_recorded_plan {

using namespace revise;
using namespace revise::test;

namespace {

const std::initializer_list<string_ref> after_a = {"a"};
const std::initializer_list<string_ref> after_b = {"b"};

std::string called;  // the functions that were called, one word each

void up_a(operations& op) {
  called += "up-a ";
  op.create_table("a", {column("id", integer)});
}
void down_a(operations&) { called += "down-a "; }
void up_b(operations& op) {
  called += "up-b ";
  op.create_table("b", {column("id", integer)});
}
void up_c(operations& op) {
  called += "up-c ";
  op.execute("insert into b values (1)");
}
void down_c(operations& op) {
  called += "down-c ";
  op.scalar<int>("select 1");
}

// a -> b -> c: the downgrade of 'a' does nothing, 'b' is reversed, and the downgrade of 'c' reads.
class project {
 public:
  explicit project(step_function c = up_c, downgrade_function downgrade_c = down_c)
      : c_{.revision = "c",
           .down_revision = after_b,
           .upgrade = c,
           .downgrade = downgrade_c,
           .link = detail::registration(nullptr, {"c.cpp", 1})} {
    called.clear();
  }

  graph::plan up() const { return graph::plan_upgrade(all.graph(), {}, "head"); }
  graph::plan down() const {
    return graph::plan_downgrade(all.graph(), graph::read_rows(all.graph(), {"c"}), "base");
  }

 private:
  const registered a_{.revision = "a",
                      .upgrade = up_a,
                      .downgrade = down_a,
                      .link = detail::registration(nullptr, {"a.cpp", 1})};
  const registered b_{.revision = "b",
                      .down_revision = after_a,
                      .upgrade = up_b,
                      .downgrade = reversed,
                      .link = detail::registration(nullptr, {"b.cpp", 1})};
  const registered c_;
  const std::vector<source_file> sources_{
      {"a.cpp", "/a.cpp"}, {"b.cpp", "/b.cpp"}, {"c.cpp", "/c.cpp"}};

 public:
  const versions all{{&a_, &b_, &c_}, sources_};
};

std::string ids(const versions& all, const std::vector<graph::node>& nodes) {
  std::string text;
  for (const graph::node n : nodes) text += all.graph().at(n).id + ' ';
  return text;
}

}  // namespace

TEST_CASE("a plan up on PostgreSQL calls the reversed upgrade, and that once") {
  const project versions;
  recorded_plan recorded(versions.all, database_kind::postgresql);
  check_plan(recorded, versions.up(), false);
  CHECK(called == "up-b ");
  check_plan(recorded, versions.up(), false);
  CHECK(empty_downgrades(recorded, versions.up()).empty());
  CHECK(called == "up-b ");
}

TEST_CASE("a plan up on SQLite calls each upgrade once") {
  const project versions;
  recorded_plan recorded(versions.all, database_kind::sqlite);
  check_plan(recorded, versions.up(), false);
  check_plan(recorded, versions.up(), false);
  CHECK(called == "up-a up-b up-c ");
}

TEST_CASE("a plan down calls each function once, whatever asks for it") {
  const project versions;
  for (const database_kind kind : {database_kind::postgresql, database_kind::sqlite}) {
    called.clear();
    recorded_plan recorded(versions.all, kind);
    for (int time = 0; time < 2; ++time) {
      check_plan(recorded, versions.down(), false);
      CHECK(ids(versions.all, empty_downgrades(recorded, versions.down())) == "a ");
    }
    // The upgrade of 'a' is called because its downgrade is empty.
    CHECK(called == (kind == database_kind::sqlite ? "down-c up-b down-a up-a "
                                                   : "up-b down-c down-a up-a "));
  }
}

TEST_CASE("what a migration does is recorded up to where it reads") {
  const project versions;
  recorded_plan recorded(versions.all, database_kind::postgresql);
  const graph::node b = *versions.all.graph().find("b");
  const graph::node c = *versions.all.graph().find("c");
  const recorded_call& upgrade = recorded.of(c, graph::direction::upgrade);
  CHECK(upgrade.is_whole());
  CHECK(upgrade.operations.size() == 1);
  const recorded_call& downgrade = recorded.of(c, graph::direction::downgrade);
  CHECK(downgrade.has_read);
  CHECK(downgrade.error != nullptr);
  CHECK(!downgrade.is_whole());
  CHECK(&downgrade == &recorded.of(c, graph::direction::downgrade));
  const recorded_call& undone = recorded.of(b, graph::direction::downgrade);
  REQUIRE(undone.operations.size() == 1);
  CHECK(std::holds_alternative<operations_data::drop_object>(undone.operations[0].what));
}

TEST_CASE("a migration that catches the refused reading is not recorded as a whole") {
  const project versions(up_c, [](operations& op) {
    try {
      op.scalar<int>("select 1");
    } catch (...) {
    }
  });
  recorded_plan recorded(versions.all, database_kind::postgresql);
  const recorded_call& call =
      recorded.of(*versions.all.graph().find("c"), graph::direction::downgrade);
  CHECK(call.error == nullptr);
  CHECK(!call.is_whole());
  CHECK(ids(versions.all, empty_downgrades(recorded, versions.down())) == "a ");
}

TEST_CASE("the hooks are called around each call, with the step that it is for") {
  const project versions;
  recorded_plan recorded(versions.all, database_kind::postgresql, {},
                         {.before =
                              [&](const graph::step& step) {
                                called += '<' + std::string(name_of(step.way)) + ' ' +
                                          versions.all.graph().at(step.revision).id + ": ";
                              },
                          .after = [] { called += "> "; }});
  check_plan(recorded, versions.down(), false);
  CHECK(called == "<downgrade b: up-b > ");
  recorded.of(*versions.all.graph().find("b"), graph::direction::upgrade);
  CHECK(called == "<downgrade b: up-b > ");
}

TEST_CASE("a reversed upgrade without an inverse, and one that throws, are refused in either way") {
  for (const bool up : {true, false}) {
    const project sql(up_c, reversed);
    recorded_plan recorded(sql.all, database_kind::postgresql);
    CHECK(error_text([&] {
            check_plan(recorded, up ? sql.up() : sql.down(), false);
          }).find("revision 'c' cannot be reversed: execute has no inverse") != std::string::npos);
    const project thrown([](operations&) { throw std::runtime_error("no way"); }, reversed);
    recorded_plan other(thrown.all, database_kind::postgresql);
    CHECK(
        error_text([&] { check_plan(other, up ? thrown.up() : thrown.down(), false); }) ==
        "/c.cpp:1: revision 'c' threw an exception: no way\n"
        "  the downgrade of revision 'c' is 'reversed': its upgrade was called without a database\n"
        "hint: write a function for .downgrade, or set .downgrade = irreversible");
  }
}

TEST_CASE("what SQLite cannot have is refused with its place, also where the migration goes on") {
  const project versions(
      [](operations& op) {
        op.create_schema("app", {}, {"c.cpp", 7});
      },
      irreversible);
  recorded_plan recorded(versions.all, database_kind::sqlite);
  CHECK(error_text([&] { check_plan(recorded, versions.up(), false); }) ==
        "/c.cpp:7: sqlite has no create_schema 'app'; nothing was changed\n"
        "hint: op.on(postgresql) before the call leaves it out on sqlite");
  recorded_plan elsewhere(versions.all, database_kind::postgresql);
  check_plan(elsewhere, versions.up(), false);
}

}  // namespace test_review_recorded_plan
