// A program that upgrades its own database: revise/migrator.h.

#include "revise/migrator.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "database/compiled.h"

namespace test_migrator {

using namespace revise;
using namespace revise::test;

namespace {

registered create(string_ref id, const char* file, step_function up, string_ref message,
                  downgrade_function down = reversed) {
  return {
      .revision = id, .message = message, .upgrade = up, .downgrade = down, .link = in_file(file)};
}

void make_users(operations& op) {
  op.create_table("users", {column("id", integer).primary_key(), column("name", text)});
}
void make_orders(operations& op) {
  op.create_table("orders", {column("id", integer).primary_key()});
}
void fail_in_c(operations& op) {
  op.create_table("half", {column("id", integer)}, {}, at("c.cpp", 7));
  op.execute("select no_such_column", at("c.cpp", 8));
}

const compiled& two() {
  static const std::initializer_list<string_ref> after_a = {"a"};
  static const compiled versions([] {
    std::vector<registered> all = {create("a", "a.cpp", make_users, "add users"),
                                   create("b", "b.cpp", make_orders, "add orders")};
    all[1].down_revision = after_a;
    return all;
  }());
  return versions;
}

const compiled& failing() {
  static const std::initializer_list<string_ref> after_a = {"a"};
  static const std::initializer_list<string_ref> after_c = {"c"};
  static const compiled versions([] {
    std::vector<registered> all = {create("a", "a.cpp", make_users, "add users"),
                                   create("c", "c.cpp", fail_in_c, "fail", nothing),
                                   create("d", "d.cpp", nothing, "never run")};
    all[1].down_revision = after_a;
    all[2].down_revision = after_c;
    return all;
  }());
  return versions;
}

const compiled& waiting() {
  static const std::initializer_list<string_ref> after_a = {"a"};
  static const compiled versions([] {
    std::vector<registered> all = {create("a", "a.cpp", make_users, "add users"),
                                   create("b", "b.cpp", make_orders, "add orders")};
    all[1].down_revision = after_a;
    all[1].not_before = days(7).after("a");
    return all;
  }());
  return versions;
}

std::string word(step_status status) {
  constexpr std::array words = {"pending", "done", "failed", "rolled back"};
  return words.at(static_cast<std::size_t>(status));
}

std::string text_of(const migration_result& result) {
  std::string text;
  for (const migration_step& step : result.steps) {
    text += (step.is_upgrade ? "up " : "down ") + step.revision + " '" + step.message + "' " +
            word(step.status) + "; ";
  }
  text += "at";
  for (const std::string& row : result.current) text += ' ' + row;
  for (const std::string& line : result.waiting) text += "; waits " + line;
  return text;
}

migrator_options with(const compiled& versions) { return {.versions = versions.description()}; }

}  // namespace

TEST_CASE_TEMPLATE("a migrator goes up, finds nothing more to do, and goes down", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  CHECK(text_of(migrator(database.url(), with(two())).upgrade("head")) ==
        "up a 'add users' done; up b 'add orders' done; at b");
  CHECK(database.execute("select count(*) from users") == "0\n");
  migrator again(database.url(), with(two()));
  CHECK(text_of(again.upgrade()) == "at b");
  CHECK(again.current() == lines{"b"});
  CHECK(text_of(again.downgrade("-1")) == "down b 'add orders' done; at a");
  CHECK(text_of(again.pending()) == "up b 'add orders' pending; at a");
  CHECK(again.current() == lines{"a"});
  CHECK(text_of(again.downgrade("base")) == "down a 'add users' done; at");
  CHECK(database.execute("select revision, direction, result from alembic_version_log order by "
                         "id") ==
        "a|upgrade|done\nb|upgrade|done\nb|downgrade|done\n"
        "a|downgrade|done\n");
}

TEST_CASE_TEMPLATE(
    "what waits is told with the day, also by the run that applied what it waits for", Database,
    postgres_database, sqlite_database) {
  const Database database;
  migrator program(database.url(), with(waiting()));
  CHECK(text_of(program.pending()) ==
        "up a 'add users' pending; at; waits 'b': not before 7 days after 'a' was applied, which "
        "has not happened yet");
  const std::string first = text_of(program.upgrade());
  CHECK(first.starts_with("up a 'add users' done; at a; waits 'b': not before 2"));
  CHECK(first.ends_with(" UTC, 7 days after 'a' was applied"));
  CHECK("up a 'add users' done; " + text_of(program.upgrade()) == first);
}

TEST_CASE("what is pending is told without a file, and makes none") {
  const sqlite_database database;
  migrator all(database.url(), with(two()));
  CHECK(text_of(all.pending()) == "up a 'add users' pending; up b 'add orders' pending; at");
  CHECK(all.current().empty());
  CHECK(!std::filesystem::exists(database.path()));
}

TEST_CASE_TEMPLATE("a step that fails is told with what is applied, and leaves nothing", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  std::string result;
  const std::string told = error_text<migration_failure>([&] {
    try {
      migrator(database.url(), with(failing())).upgrade();
    } catch (const migration_failure& failure) {
      result = text_of(failure.result());
      throw;
    }
  });
  CHECK(told.starts_with("/versions/c.cpp:8: "));
  CHECK(result == "up a 'add users' done; up c 'fail' failed; up d 'never run' pending; at a");
  CHECK(migrator(database.url(), with(failing())).current() == lines{"a"});
  CHECK_THROWS(database.execute("select * from half"));
  migrator_options options = with(failing());
  options.single_transaction = true;
  migrator(database.url(), with(failing())).downgrade("base");
  CHECK_THROWS_AS(migrator(database.url(), options).upgrade(), migration_failure);
  CHECK(migrator(database.url(), options).current().empty());
}

TEST_CASE_TEMPLATE("ten migrators that start at once run each step once", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  std::atomic<int> steps = 0;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  threads.reserve(10);
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&] {
      migrator_options options = with(two());
      options.on.step_done = [&](const migration_step&) { ++steps; };
      try {
        if (text_of(migrator(database.url(), options).upgrade()).ends_with("at b")) return;
      } catch (const error&) {
      }
      ++failures;
    });
  }
  for (std::thread& one : threads) one.join();
  CHECK(steps == 2);
  CHECK(failures == 0);
  CHECK(database.execute("select count(*) from alembic_version_log") == "2\n");
  MESSAGE("10 migrators at once: ", steps.load(), " steps");
}

TEST_CASE_TEMPLATE("two migrators with other version tables do not meet", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  migrator_options billing = with(failing());
  billing.version_table = "billing_version";
  migrator(database.url(), with(two())).upgrade("a");
  CHECK(migrator(database.url(), billing).current().empty());
  CHECK(migrator(database.url(), with(two())).current() == lines{"a"});
}

TEST_CASE_TEMPLATE("events come in order, and stop a run", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  lines seen;
  std::atomic<bool> is_interrupted = false;
  migrator_options options = with(two());
  options.on.step_started = [&](const migration_step& step) {
    seen.push_back("start " + step.revision);
  };
  options.on.step_done = [&](const migration_step& step) {
    seen.push_back("done " + step.revision);
    is_interrupted = true;
  };
  options.is_interrupted = [&] { return is_interrupted.load(); };
  try {
    migrator(database.url(), options).upgrade();
    FAIL("it was not interrupted");
  } catch (const migration_failure& failure) {
    CHECK(std::string(failure.what()) == "interrupted");
    CHECK(failure.exit_code() == 130);
    CHECK(text_of(failure.result()) == "up a 'add users' done; up b 'add orders' pending; at a");
  }
  CHECK(seen == lines{"start a", "done a"});
}

TEST_CASE("the notices of the server are messages") {
  const postgres_database database;
  database.execute(
      "create function tell() returns void language plpgsql as $$ begin raise notice "
      "'half way'; end $$");
  const compiled versions({create(
      "a", "a.cpp", [](operations& op) { op.execute("select tell()"); }, "tell", nothing)});
  lines said;
  migrator_options options = with(versions);
  options.on.message = [&](std::string_view line) { said.emplace_back(line); };
  migrator(database.url(), options).upgrade();
  CHECK(said == lines{"NOTICE:  half way"});
}

TEST_CASE_TEMPLATE("a database that is ahead of the program is refused, and left alone", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  migrator(database.url(), with(two())).upgrade();
  const compiled old({create("a", "a.cpp", make_users, "add users")});
  CHECK(error_text([&] { migrator(database.url(), with(old)).upgrade(); }) ==
        "the database is at 'b', which no file has\n"
        "hint: the database is ahead of this program: run a newer one");
  CHECK(migrator(database.url(), with(old)).current() == lines{"b"});
}

TEST_CASE_TEMPLATE("nothing is built on a revision that counts as applied and never ran", Database,
                   postgres_database, sqlite_database) {
  static const std::initializer_list<string_ref> after_a = {"a"};
  static const std::initializer_list<string_ref> after_n = {"n"};
  static const std::initializer_list<string_ref> after_b = {"b"};
  const Database database;
  migrator(database.url(), with(two())).upgrade();
  const compiled grown([] {
    std::vector<registered> all = {create("a", "a.cpp", make_users, "add users"),
                                   create("n", "n.cpp", nothing, "slipped in between"),
                                   create("b", "b.cpp", make_orders, "add orders"),
                                   create("d", "d.cpp", nothing, "pending")};
    all[1].down_revision = after_a;
    all[2].down_revision = after_n;
    all[3].down_revision = after_b;
    return all;
  }());
  migrator program(database.url(), with(grown));
  const std::string refused = "revision 'n' counts as applied, but never ran here";
  CHECK(error_text([&] { program.upgrade(); }).starts_with(refused));
  CHECK(error_text([&] { program.downgrade("base"); }).starts_with(refused));
  CHECK(program.current() == lines{"b"});
  database.execute("update alembic_version_log set parents = null");
  CHECK(program.upgrade().current == lines{"d"});
}

TEST_CASE_TEMPLATE("what the command warns of is a message", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  plugin_description as_it_ran = *two().description();
  as_it_ran.source_hashes = "1:aa\0001:bb\000";
  migrator(database.url(), {.versions = &as_it_ran}).upgrade();
  plugin_description edited = as_it_ran;
  edited.source_hashes = "1:aa\0001:cc\000";
  lines said;
  migrator_options options{.versions = &edited};
  options.on.message = [&](std::string_view line) { said.emplace_back(line); };
  migrator(database.url(), options).upgrade();
  CHECK(said == lines{"revision 'b' was edited after it was applied"});
  const Database other;
  const compiled empty({create("a", "a.cpp", make_users, "add users", nothing)});
  options.versions = empty.description();
  said.clear();
  migrator(other.url(), options).upgrade();
  CHECK(said.empty());
  migrator(other.url(), options).downgrade("base");
  CHECK(said == lines{"revision 'a' has an empty downgrade: its upgrade is not undone"});
}

TEST_CASE("versions that are not there, and urls that are none") {
  const sqlite_database database;
  CHECK(error_text([&] { migrator nothing_linked(database.url()); }) ==
        "no versions are linked into this program\n"
        "hint: build a library of them with revise_add_versions of the CMake package, and link it");
  CHECK(error_text<config_error>([] {
          migrator("mysql://host/db", with(two()));
        }).starts_with("unknown database URL scheme 'mysql'"));
  CHECK(error_text<graph_error>([&] {
          migrator(database.url(), with(two())).upgrade("bb");
        }).starts_with("no revision"));
}

}  // namespace test_migrator
