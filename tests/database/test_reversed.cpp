// Upgrades that `.downgrade = reversed` accepts are undone completely: random sequences of
// operations, run up and down, leave the catalog unchanged.
#include <random>

#include "database/catalog.h"
#include "database/live.h"
#include "engine/live_sink.h"
#include "operations/inverse.h"
#include "operations/recorder.h"

namespace test_reversed {

using namespace revise;
using namespace revise::test;

namespace {

using generator = std::mt19937;
using step = void (*)(operations&, generator&);

template <std::size_t Count>
const char* one_of(generator& random, const char* const (&names)[Count]) {
  return names[random() % Count];
}

// `old` exists before the upgrade.
const char* table(generator& random) { return one_of(random, {"t", "u", "app.t", "old"}); }
const char* column_name(generator& random) { return one_of(random, {"id", "a", "b", "c"}); }

object something(generator& random) {
  switch (random() % 9) {
    case 0:
      return object::table(table(random));
    case 1:
      return object::column(table(random), column_name(random));
    case 2:
      return object::index(one_of(random, {"ix", "app.ix"}));
    case 3:
      return object::sequence("s");
    case 4:
      return object::domain("d");
    case 5:
      return object::function(one_of(random, {"f(integer)", "f"}));
    case 6:
      return object::view("v");
    case 7:
      return object::policy(table(random), "p");
    default:
      return object::constraint(table(random), "positive");
  }
}

constexpr step postgresql_steps[] = {
    [](operations& op, generator&) { op.create_schema("app"); },
    [](operations& op, generator&) { op.create_sequence("s"); },
    [](operations& op, generator& random) {
      op.alter_sequence("s", {.owned_by = one_of(random, {"t.id", "u.a", "old.id", "none"})});
    },
    [](operations& op, generator& random) { op.set_default(table(random), "a", "nextval('s')"); },
    [](operations& op, generator&) {
      op.create_enum("e", {"x", "y"});
    },
    [](operations& op, generator&) { op.create_domain("d", text); },
    [](operations& op, generator& random) {
      op.alter_column_type(table(random), "b", type{one_of(random, {"d", "varchar(20)"})});
    },
    [](operations& op, generator&) {
      op.create_function("f(a integer)", {.returns = "boolean", .body = "select true"});
    },
    [](operations& op, generator& random) { op.comment(something(random), "known"); },
    [](operations& op, generator& random) { op.comment(something(random), "known"); },
    [](operations& op, generator& random) {
      op.grant("select", object::table(table(random)), {"public"});
    },
    [](operations& op, generator&) {
      op.grant("execute", object::function("f(integer)"), {"public"});
    },
    [](operations& op, generator& random) { op.enable_row_level_security(table(random)); },
    [](operations& op, generator& random) { op.create_policy("p", table(random), {}); },
    [](operations& op, generator& random) {
      op.alter_policy("p", table(random), {.using_expression = one_of(random, {"true", "f(id)"})});
    },
    [](operations& op, generator& random) { op.rename(object::column(table(random), "c"), "d"); },
    [](operations& op, generator&) { op.move_table("t", "app"); },
    [](operations& op, generator& random) {
      op.add_constraint(table(random), check("positive", "id > 0").not_valid());
    },
    [](operations& op, generator& random) { op.validate_constraint(table(random), "positive"); },
};

constexpr step common_steps[] = {
    [](operations& op, generator& random) {
      op.create_table(table(random),
                      {column("id", integer), column("a", integer), column("b", text)});
    },
    [](operations& op, generator& random) {
      op.create_table(table(random), {column("id", integer), column("b", text)});
    },
    [](operations& op, generator& random) { op.add_column(table(random), column("c", integer)); },
    [](operations& op, generator& random) { op.set_not_null(table(random), column_name(random)); },
    [](operations& op, generator& random) {
      op.add_constraint(table(random), primary_key({column_name(random)}));
    },
    [](operations& op, generator& random) {
      op.add_constraint(table(random), unique("one", {column_name(random)}));
    },
    [](operations& op, generator& random) {
      op.create_index("ix", table(random), {column_name(random)});
    },
    [](operations& op, generator&) { op.create_view("v", "select id from old"); },
    [](operations& op, generator&) { op.rename_table("t", "u"); },
};

// A random operation that this kind of database supports.
std::vector<recorded_operation> random_operation(generator& random, database_kind kind) {
  static const argument_map none;
  operation_list list;
  recorder op(list, kind, none);
  const std::size_t all = std::size(common_steps) +
                          (kind == database_kind::postgresql ? std::size(postgresql_steps) : 0);
  const std::size_t i = random() % all;
  (i < std::size(common_steps) ? common_steps[i] : postgresql_steps[i - std::size(common_steps)])(
      op, random);
  op.finish();
  return list.operations();
}

void run(connection& database, const std::vector<recorded_operation>& what) {
  live_sink sink(database);
  for (const recorded_operation& op : what) sink.accept(op.what, op.where);
  sink.check_end();
  database.flush();
}

// Whether the database accepts the operations. It must be in a transaction.
bool runs(connection& database, const std::vector<recorded_operation>& what) {
  database.execute("savepoint one");
  try {
    run(database, what);
    database.execute("release savepoint one");
    return true;
  } catch (const error&) {
    database.execute("rollback to savepoint one");
    return false;
  }
}

bool is_reversible(const std::vector<recorded_operation>& all) {
  try {
    inverse_of(all);
    return true;
  } catch (const error&) {
    return false;
  }
}

template <class Database>
void check_random_sequences(const Database& database, int sequences) {
  const auto session = connected(database);
  session->execute("create table old (id integer, a integer, b text)");
  const catalog::snapshot before = read_catalog(*session);
  std::size_t done = 0;
  for (unsigned seed = 0; seed < static_cast<unsigned>(sequences); ++seed) {
    CAPTURE(seed);
    generator random(seed);
    std::vector<recorded_operation> all;
    session->begin();
    for (int tries = 0; tries < 40; ++tries) {
      const auto next = random_operation(random, session->kind());
      std::vector<recorded_operation> longer = all;
      longer.insert(longer.end(), next.begin(), next.end());
      if (is_reversible(longer) && runs(*session, next)) all = std::move(longer);
    }
    session->commit();
    session->begin();
    REQUIRE_NOTHROW(run(*session, inverse_of(all)));
    session->commit();
    REQUIRE(lines_between(before, read_catalog(*session)) == std::vector<std::string>());
    done += all.size();
  }
  MESSAGE(sequences << " sequences, " << done << " operations");
  CHECK(done > 3U * static_cast<unsigned>(sequences));
}

}  // namespace

TEST_CASE("random upgrades that reversed accepts go back wholly on PostgreSQL 15") {
  check_random_sequences(postgres_database(), 60);
}

TEST_CASE("random upgrades that reversed accepts go back wholly on PostgreSQL 17") {
  check_random_sequences(postgres_database(postgres_server::pgvector), 60);
}

TEST_CASE("random upgrades that reversed accepts go back wholly on SQLite") {
  check_random_sequences(sqlite_database(), 60);
}

}  // namespace test_reversed
