#include "engine/walk.h"

#include <doctest/doctest.h>
#include <revise/migration.h>

#include <algorithm>

#include "support/error_text.h"
#include "support/scripted_connection.h"

namespace test_engine_walk {

using namespace revise;
using revise::test::error_text;
using revise::test::scripted_connection;

namespace {

using texts = std::vector<std::string>;

void nothing(operations&) {}

const registered first{.revision = "a",
                       .upgrade = [](operations& op) { op.execute("create table a (i int)"); },
                       .downgrade = [](operations& op) { op.drop_table("a"); },
                       .link = detail::registration(nullptr, {"a.cpp", 40})};
const registered second{.revision = "b",
                        .down_revision = {"a"},
                        .upgrade = [](operations& op) { op.execute("create table b (i int)"); },
                        .downgrade = nothing,
                        .link = detail::registration(nullptr, {"b.cpp", 40})};

constexpr const char* take = "pg_try_advisory_lock";
constexpr const char* release = "pg_advisory_unlock";

// Records the questions and reports of a walk.
class user final : public walk_hooks {
 public:
  class silent final : public run_observer {
   public:
    void step_started(const run_result&, std::size_t) override {}
    void step_done(const run_result&, std::size_t) override {}
    void step_failed(const run_result&, std::size_t) override {}
  };

  run_observer& observer() override { return observer_; }
  bool asks() const override { return can_be_asked; }
  void confirm(const graph::plan& plan, recorded_plan&) override {
    seen.push_back("asked about " + std::to_string(plan.steps.size()));
    if (refuses) throw error("not confirmed");
  }
  void empty_downgrade(graph::node) override { seen.emplace_back("empty downgrade"); }

  bool can_be_asked = false;
  bool refuses = false;
  texts seen;

 private:
  silent observer_;
};

// A walk over two revisions on a server that does not exist.
struct walk_of_two {
  walk_of_two() {
    server->answer(take, {"t"});
    server->answer(release, {"t"});
  }

  std::string run(graph::direction way, const std::string& target) {
    server->sent.clear();
    walk_request request{.way = way, .target = target};
    walk walking(all, database, std::move(request), hooks);
    std::string text;
    const std::string problem = error_text([&] {
      const run_result result = walking.run();
      for (const step_outcome& one : result.steps) text += std::string(name_of(one.status)) + ' ';
      text += "at";
      for (const std::string& row : result.rows) text += ' ' + row;
    });
    return problem == "no error" ? text : problem;
  }

  // The index of the `nth` sent text that contains `part`; -1 if there is none.
  std::ptrdiff_t place(std::string_view part, int nth = 1) const {
    std::ptrdiff_t at = 0;
    for (const std::string& one : server->sent) {
      if (one.find(part) != std::string::npos && --nth == 0) return at;
      ++at;
    }
    return -1;
  }

  const std::vector<source_file> sources = {{"a.cpp", "/versions/a.cpp"},
                                            {"b.cpp", "/versions/b.cpp"}};
  const versions all{{&first, &second}, sources};
  std::unique_ptr<scripted_connection> made = std::make_unique<scripted_connection>();
  scripted_connection* server = made.get();
  versioned_database database{parse_database_url("postgresql:///none"), "alembic_version", "",
                              [this] { return std::move(made); }};
  user hooks;
};

}  // namespace

TEST_CASE("a walk runs its steps under the lock") {
  walk_of_two of;
  CHECK(of.run(graph::direction::upgrade, "head") == "done done at b");
  CHECK(of.place(take) < of.place("create table a"));
  CHECK(of.place("create table b") < of.place(release));
}

TEST_CASE("a walk without steps takes no lock") {
  walk_of_two of;
  of.server->version_rows = {"b"};
  CHECK(of.run(graph::direction::upgrade, "head") == "at b");
  CHECK(of.place(take) == -1);
}

TEST_CASE("another run was faster between the look and the lock") {
  walk_of_two of;
  SUBCASE("with all of it") {
    of.server->notice(take, [&] { of.server->version_rows = {"b"}; });
    CHECK(of.run(graph::direction::upgrade, "head") == "at b");
    CHECK(of.place("create table") == -1);
    CHECK(of.place(release) != -1);
  }
  SUBCASE("with a part of it") {
    of.server->notice(take, [&] { of.server->version_rows = {"a"}; });
    CHECK(of.run(graph::direction::upgrade, "head") == "done at b");
    CHECK(of.place("create table a") == -1);
  }
}

TEST_CASE("the question of a downgrade comes before the lock") {
  walk_of_two of;
  of.server->version_rows = {"b"};
  of.hooks.can_be_asked = true;
  SUBCASE("the plan is confirmed") {
    CHECK(of.run(graph::direction::downgrade, "base") == "done done at");
    CHECK(of.hooks.seen == texts{"empty downgrade", "asked about 2"});
  }
  SUBCASE("the plan is refused: nothing was locked, nothing ran") {
    of.hooks.refuses = true;
    CHECK(of.run(graph::direction::downgrade, "base") == "not confirmed");
    CHECK(of.place(take) == -1);
  }
  SUBCASE("another run changed the plan: the lock is released before the next question") {
    int locks = 0;
    of.server->notice(take, [&] {
      if (++locks == 1) of.server->version_rows = {"a"};
    });
    CHECK(of.run(graph::direction::downgrade, "base") == "done at");
    CHECK(of.hooks.seen == texts{"empty downgrade", "asked about 2", "asked about 1"});
    CHECK(of.place(release) < of.place(take, 2));
  }
  SUBCASE("another run did all of it: there is nothing left to ask") {
    of.server->notice(take, [&] { of.server->version_rows = {}; });
    CHECK(of.run(graph::direction::downgrade, "base") == "at");
    CHECK(of.hooks.seen == texts{"empty downgrade", "asked about 2"});
  }
}

TEST_CASE("the connection is lost before the first step") {
  walk_of_two of;
  SUBCASE("when the rows are read") { of.server->lose("select version_num from"); }
  SUBCASE("when the lock is taken") { of.server->lose(take); }
  SUBCASE("when the rows are read under the lock") {
    of.server->lose("select version_num from", 2);
  }
  CHECK(of.run(graph::direction::upgrade, "head") == "server closed the connection unexpectedly");
  CHECK(of.place("create table") == -1);
}

}  // namespace test_engine_walk
