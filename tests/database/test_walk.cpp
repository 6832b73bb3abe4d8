// A run from the first look at the database to the last step: engine/walk.h.

#include "engine/walk.h"

#include <map>

#include "database/compiled.h"
#include "engine/stamp.h"
#include "plugin/compiled_versions.h"
#include "review/foreseen_losses.h"

namespace test_walk {

using namespace revise;
using namespace revise::test;

namespace {

// How often each function below was called since the last taken_calls().
std::map<std::string, int> calls;

// The calls as text ("up-a 1, up-b 2"). Clears `calls`.
std::string taken_calls() {
  std::string text;
  for (const auto& [name, count] : std::exchange(calls, {})) {
    text += (text.empty() ? "" : ", ") + name + ' ' + std::to_string(count);
  }
  return text;
}

void up_a(operations& op) {
  ++calls["up-a"];
  op.create_table("a", {column("id", integer)});
}
void down_a(operations& op) {
  ++calls["down-a"];
  op.drop_table("a");
}
void up_b(operations& op) {
  ++calls["up-b"];
  op.create_table("b", {column("id", integer)});
}
void up_c(operations& op) {
  ++calls["up-c"];
  op.execute("insert into b values (1)");
}
void down_c(operations&) { ++calls["down-c"]; }

// a -> b -> c, where 'b' is reversed and the downgrade of 'c' does nothing.
const versions& three() {
  static const std::initializer_list<string_ref> after_a = {"a"};
  static const std::initializer_list<string_ref> after_b = {"b"};
  static const compiled files(
      {{.revision = "a", .upgrade = up_a, .downgrade = down_a, .link = in_file("a.cpp")},
       {.revision = "b",
        .down_revision = after_a,
        .upgrade = up_b,
        .downgrade = reversed,
        .link = in_file("b.cpp")},
       {.revision = "c",
        .down_revision = after_b,
        .upgrade = up_c,
        .downgrade = down_c,
        .link = in_file("c.cpp")}});
  static const compiled_versions contents = read_compiled(*files.description());
  static const versions all(contents);
  return all;
}

template <class Database>
versioned_database opened(const Database& database) {
  return {parse_database_url(database.url()), "alembic_version", "",
          [&database] { return connected(database); }};
}

std::string text_of(const graph::plan& plan) {
  std::string text;
  for (const graph::step& step : plan.steps) {
    text += (step.way == graph::direction::upgrade ? "up-" : "down-") +
            three().graph().at(step.revision).id + ' ';
  }
  return text;
}

std::string text_of(const stamp_change& change) {
  std::string text;
  for (const std::string& id : change.before) text += id + ' ';
  text += "-> ";
  for (const std::string& id : change.after) text += id + ' ';
  return text;
}

// Confirms every plan after it has examined its losses.
class terminal : public walk_hooks {
 public:
  explicit terminal(versioned_database& database, bool asks = true)
      : database_(database), asks_(asks) {}

  run_observer& observer() override { return observer_; }
  bool asks() const override { return asks_; }
  void confirm(const graph::plan& plan, recorded_plan& recorded) override {
    losses_of(recorded, plan, database_.session());
    seen += "asked " + text_of(plan) + "| ";
    if (meanwhile) std::exchange(meanwhile, {})();
  }
  void empty_downgrade(graph::node n) override {
    seen += "empty " + three().graph().at(n).id + " | ";
  }
  void explain(const graph::plan& plan) override { seen += "runs " + text_of(plan) + "| "; }

  std::string seen;
  std::function<void()> meanwhile;  // what another run does while the first question is open

 private:
  versioned_database& database_;
  bool asks_;
  remarks observer_;
};

walk_request to(graph::direction way, const char* target) {
  return {.way = way, .target = target, .lock = {.wait = std::chrono::milliseconds(0)}};
}

template <class Database>
void upgrade(const Database& database, const char* target) {
  versioned_database other = opened(database);
  terminal quiet(other, false);
  walk(three(), other, to(graph::direction::upgrade, target), quiet).run();
}

}  // namespace

TEST_CASE_TEMPLATE("each migration is called once before a run and once in it", Database,
                   postgres_database, sqlite_database) {
  const Database file;
  versioned_database database = opened(file);
  terminal up(database, false);
  calls.clear();
  const run_result result =
      walk(three(), database, to(graph::direction::upgrade, "head"), up).run();
  CHECK(result.rows == lines{"c"});
  // On PostgreSQL only the reversed revision is examined before the run.
  CHECK(taken_calls() == (database.kind() == database_kind::sqlite ? "up-a 2, up-b 2, up-c 2"
                                                                   : "up-a 1, up-b 2, up-c 1"));
  terminal down(database);
  walk(three(), database, to(graph::direction::downgrade, "base"), down).run();
  CHECK(down.seen == "empty c | asked down-c down-b down-a | runs down-c down-b down-a | ");
  // The downgrade of 'b' is derived, so it calls the upgrade. The upgrade of 'c' is examined
  // because its downgrade is empty.
  CHECK(taken_calls() == "down-a 2, down-c 2, up-b 2, up-c 1");
}

TEST_CASE_TEMPLATE("no question is asked under the lock, also of a plan that changed", Database,
                   postgres_database, sqlite_database) {
  const Database file;
  upgrade(file, "b");
  versioned_database database = opened(file);
  terminal person(database);
  person.meanwhile = [&] { upgrade(file, "head"); };  // does not wait for the lock
  calls.clear();
  const run_result result =
      walk(three(), database, to(graph::direction::downgrade, "base"), person).run();
  CHECK(result.rows.empty());
  CHECK(
      person.seen ==
      "asked down-b down-a | empty c | asked down-c down-b down-a | runs down-c down-b down-a | ");
  // A function that was called before the first question is not called again before the second.
  CHECK(calls["down-a"] == 2);
  CHECK(calls["down-c"] == 2);
}

TEST_CASE_TEMPLATE("a plan that another run finished meanwhile is not asked for again", Database,
                   postgres_database, sqlite_database) {
  const Database file;
  upgrade(file, "b");
  versioned_database database = opened(file);
  terminal person(database);
  person.meanwhile = [&] {
    versioned_database other = opened(file);
    terminal quiet(other, false);
    walk(three(), other, to(graph::direction::downgrade, "base"), quiet).run();
  };
  const run_result result =
      walk(three(), database, to(graph::direction::downgrade, "base"), person).run();
  CHECK(result.steps.empty());
  CHECK(result.rows.empty());
  CHECK(person.seen == "asked down-b down-a | runs | ");
}

TEST_CASE("a look at a file that does not exist makes none") {
  const sqlite_database file;
  versioned_database database = opened(file);
  terminal person(database);
  walk walking(three(), database, to(graph::direction::upgrade, "head"), person);
  CHECK(text_of(walking.look().plan()) == "up-a up-b up-c ");
  CHECK(!database.exists());
}

TEST_CASE_TEMPLATE("a stamp sets the rows, and logs those that come and those that are gone",
                   Database, postgres_database, sqlite_database) {
  const Database file;
  versioned_database database = opened(file);
  const auto stamped = [&](const char* target) {
    const stamp_change change = stamp(
        three(), database, {.targets = {target}, .lock = {.wait = std::chrono::milliseconds(0)}});
    return change.is_empty() ? "nothing" : text_of(change);
  };
  CHECK(stamped("base") == "nothing");
  CHECK(stamped("b") == "-> b ");
  CHECK(stamped("b") == "nothing");
  CHECK(stamped("c") == "b -> c ");
  CHECK(stamped("a") == "c -> a ");
  CHECK(file.execute("select revision, note from alembic_version_log order by id") ==
        "b|\nc|\nc|removed\na|\n");
}

}  // namespace test_walk
