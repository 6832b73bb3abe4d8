#include <filesystem>
#include <fstream>
#include <map>

#include "catalog_listing.h"
#include "database/catalog.h"
#include "engine/live_sink.h"
#include "engine/statement_journal.h"
#include "operations/inverse.h"
#include "operations/recorder.h"
#include "script/psql_format.h"
#include "script/script_sink.h"
#include "support/golden.h"
#include "support/operation_samples.h"
#include "support/temporary_folder.h"
#include "util/process.h"

namespace test_operations {

using namespace revise;
using namespace revise::test;

namespace {

const argument_map no_arguments;

// Calls `call` with a sink, in a transaction or with a journal.
template <class Call>
void with_sink(connection& database, bool in_transaction, Call&& call) {
  if (in_transaction) {
    database.begin();
    live_sink sink(database);
    call(sink);
    database.commit();
    return;
  }
  const version_table beside(database, "alembic_version", "");
  journal_table table(database, beside);
  statement_journal journal({.database = database,
                             .table = table,
                             .checkpoints = backfill_table(database, beside),
                             .revision = "a",
                             .direction = "upgrade",
                             .limits = {},
                             .is_interrupted = {},
                             .before_commit = {},
                             .remark = {},
                             .progress = {}});
  journal.begin();
  live_sink sink(database, {}, &journal);
  call(sink);
  journal.finish();
  database.execute("drop table " + table.sql_name());
}

template <class Call>
void run(connection& database, Call&& call, bool in_transaction = true) {
  with_sink(database, in_transaction, [&](live_sink& sink) {
    recorder op(sink, database.kind(), no_arguments);
    call(op);
    op.finish();
  });
}

// The contents of a database, and the answer to a sample's own query.
struct state {
  catalog::snapshot snapshot;
  std::string also;
  bool operator==(const state&) const = default;
};

std::string changes(const state& before, const state& after) {
  std::string text = changed_lines(listing(before.snapshot), listing(after.snapshot));
  if (before.also != after.also) {
    text += "query before:\n" + before.also + "query after:\n" + after.also;
  }
  return text;
}

// The output of a program that fails; empty if it succeeds.
std::string shell(std::vector<std::string> argv) {
  process_request request;
  request.argv = std::move(argv);
  request.output = process_output::capture;
  const process_result ran = run_process(request);
  return ran.succeeded() ? "" : "failed: " + ran.output;
}

// A database for samples, which run one after another, each on an empty database.
class postgres_place {
 public:
  explicit postgres_place(postgres_server server) : database_(server) {
    session = connected(database_);
  }

  static constexpr database_kind kind = database_kind::postgresql;

  void clear() {
    session->execute(
        "do $$ declare s name; begin for s in select nspname from pg_namespace where nspname !~ "
        "'^pg_' and nspname <> 'information_schema' loop execute format('drop schema %I cascade', "
        "s); end loop; end $$; create schema public; comment on schema public is 'standard public "
        "schema'; grant usage on schema public to public");
  }

  state now(const operation_sample& sample) {
    return {read_catalog(*session), *sample.also == '\0' ? "" : database_.execute(sample.also)};
  }

  // Runs the file in its shell. Returns the shell's output if it fails, else an empty text.
  std::string run_shell(const std::string& file) const {
    return shell({"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file, database_.url()});
  }

  std::unique_ptr<connection> session;

 private:
  postgres_database database_;
};

class sqlite_place {
 public:
  explicit sqlite_place(postgres_server) { clear(); }

  static constexpr database_kind kind = database_kind::sqlite;

  void clear() {
    database_ = std::make_unique<sqlite_database>();
    session = connected(*database_);
  }

  state now(const operation_sample& sample) {
    return {read_catalog(*session), *sample.also == '\0' ? "" : database_->execute(sample.also)};
  }

  std::string run_shell(const std::string& file) const {
    return shell({"sqlite3", "-bail", database_->path(), ".read '" + file + "'"});
  }

  std::unique_ptr<connection> session;

 private:
  std::unique_ptr<sqlite_database> database_;
};

// Writes the steps of a sample as in revise's script, one after another.
class script_writer {
 public:
  script_writer(database_kind kind, bool in_transaction)
      : kind_(kind), in_transaction_(in_transaction), shadow_([](connection&) {}) {}

  std::string text(std::initializer_list<step_function> steps) {
    std::string all = kind_ == database_kind::postgresql ? psql_opening() : ".bail on\n";
    for (const step_function& step : steps) {
      script_sink sink(kind_, kind_ == database_kind::sqlite ? &shadow_ : nullptr, in_transaction_);
      recorder op(sink, kind_, no_arguments);
      step.get()(op);
      op.finish();
      all += in_transaction_ ? "begin;\n" + sink.text() + "commit;\n" : sink.text();
    }
    return all;
  }

 private:
  database_kind kind_;
  bool in_transaction_;
  shadow_database shadow_;
};

// Runs samples in two databases: in one as `revise upgrade` does, in the other by the shell.
template <class Place>
class sample_runner {
 public:
  // Returns the changes made by the sample, for the golden file.
  std::string run_sample(const operation_sample& sample) {
    const std::string title = sample.title;
    CAPTURE(title);
    const state between = run_live(sample);
    run_offline(sample, between);
    return "== " + title + "\n" + changes(before_, between);
  }

  int reversed = 0;  ///< the number of samples that could be reversed

 private:
  state run_live(const operation_sample& sample) {
    Place& place = place_of(live_, sample);
    place.clear();
    const auto step = [&](step_function does) {
      run(*place.session, does.get(), sample.in_transaction);
    };
    step(sample.setup);
    before_ = place.now(sample);
    step(sample.up);
    const state between = place.now(sample);
    step(sample.down);
    after_ = place.now(sample);
    if (sample.comes_back) {
      CHECK(changes(before_, after_) == "");
      run_reversed(sample);
    }
    return between;
  }

  // Runs `.downgrade = reversed`, if the sample can be reversed.
  void run_reversed(const operation_sample& sample) {
    Place& place = place_of(live_, sample);
    operation_list list;
    recorder recording(list, Place::kind, no_arguments);
    sample.up.get()(recording);
    recording.finish();
    std::vector<recorded_operation> back;
    try {
      back = inverse_of(list.operations());
    } catch (const no_inverse&) {
      return;
    }
    ++reversed;
    run(*place.session, sample.up.get(), sample.in_transaction);
    with_sink(*place.session, sample.in_transaction, [&](live_sink& sink) {
      for (const recorded_operation& op : back) sink.accept(op.what, op.where);
    });
    CHECK(changes(before_, place.now(sample)) == "");
  }

  void run_offline(const operation_sample& sample, const state& between) {
    Place& place = place_of(offline_, sample);
    place.clear();
    script_writer writer(Place::kind, sample.in_transaction);
    const auto run_script = [&](std::initializer_list<step_function> steps) {
      const std::string file = (folder_.path() / "script.sql").string();
      std::ofstream(file, std::ios::binary) << writer.text(steps);
      CHECK(place.run_shell(file) == "");
    };
    run_script({sample.setup, sample.up});
    CHECK(changes(between, place.now(sample)) == "");
    run_script({sample.down});
    CHECK(changes(after_, place.now(sample)) == "");
  }

  using place_map = std::map<postgres_server, std::unique_ptr<Place>>;

  static Place& place_of(place_map& places, const operation_sample& sample) {
    std::unique_ptr<Place>& place = places[sample.server];
    if (!place) place = std::make_unique<Place>(sample.server);
    return *place;
  }

  temporary_folder folder_;
  place_map live_;
  place_map offline_;
  state before_;
  state after_;
};

// The golden file of an area. PostgreSQL 18 prints views differently from 15 and has one more
// privilege: areas with a difference have a separate golden file for 18.
std::string golden_name(const std::string& area, database_kind kind) {
  const std::string file = area + "." + std::string(name_of(kind)) + ".txt";
  const auto newer = std::filesystem::path(__FILE__).parent_path() / "golden/operations_18" / file;
  const bool is_newer = kind == database_kind::postgresql && postgres_database().version() >= 18;
  return (is_newer && exists(newer) ? "operations_18/" : "operations/") + file;
}

// Roles belong to the server, not to a database, so this drops the roles of the samples.
void drop_sample_roles() {
  for (const postgres_server server : {postgres_server::plain, postgres_server::pgvector}) {
    connect(parse_database_url(server_url(server)))
        ->execute("drop role if exists sample_owner, sample_reader, \"Sample Writer\", sample_r");
  }
}

}  // namespace

TEST_CASE_TEMPLATE("every operation does what it says, live and in a script, and is undone", Place,
                   postgres_place, sqlite_place) {
  sample_runner<Place> runner;
  for (const sample_area& area : operation_samples()) {
    std::string actual;
    for (const operation_sample& sample : area.samples) {
      if (Place::kind == database_kind::sqlite && sample.on != databases::both) continue;
      actual += runner.run_sample(sample);
    }
    if (actual.empty()) continue;
    const std::string name = golden_name(area.name, Place::kind);
    CAPTURE(name);
    CHECK(first_difference(golden(__FILE__, name, actual), actual) == "");
  }
  CHECK(runner.reversed > 10);
  if (Place::kind == database_kind::postgresql) drop_sample_roles();
}

TEST_CASE_TEMPLATE("rows get what the columns declare", Database, postgres_database,
                   sqlite_database) {
  const Database database;
  const auto session = connected(database);
  const operation_sample sample = table_samples().front();
  run(*session, sample.setup.get());
  run(*session, sample.up.get());
  session->execute("insert into orgs (slug) values ('a'), ('b')");
  session->execute("insert into users (id, org, third, age) values ('me', 2, 1, 21)");
  CHECK(database.execute("select id, slug from orgs order by id") == "1|a\n2|b\n");
  CHECK(database.execute("select word, empty, sum, \"both\", less, lower, \"nothing\", twice from "
                         "users") == "it's a (word)||3|a)b|-1|a||42\n");
  CHECK(database.execute("select count(*) from users where flag and created_at is not null and "
                         "day = current_date") == "1\n");
  CHECK_THROWS(session->execute("insert into orgs (slug) values ('a')"));
}

TEST_CASE("an index that PostgreSQL made with `if not exists` keeps the one that was there") {
  const postgres_database database;
  const auto session = connected(database);
  run(*session, [](operations& op) {
    op.create_table("t", {column("a", text), column("b", text)});
    op.create_index("i", "t", {"a"});
    op.create_index("i", "t", {"b"}, {.if_not_exists = true});
  });
  CHECK(database.execute("select indexdef from pg_indexes where indexname = 'i'") ==
        "CREATE INDEX i ON public.t USING btree (a)\n");
}

TEST_CASE("a default of PostgreSQL may be any expression, beside a column and of a domain") {
  const postgres_database database;
  const auto session = connected(database);
  for (const char* expression :
       {"true or false", "not true", "not(true)", "1 between 0 and 2", "now() is null",
        "1 in (1, 2)", "'a' like 'b' -- no", "1 = any (array[1])", "case when true then false end",
        "'t'::character varying::boolean", "(true) and (false)", "true", "(1 = 1)",
        "now() at time zone 'utc' is null", "row(1, 2) is null", "'a' collate \"C\" = 'b'"}) {
    CAPTURE(std::string(expression));
    session->begin();
    live_sink sink(*session);
    recorder op(sink, session->kind(), no_arguments);
    op.create_table("t", {column("a", boolean).server_default(expression).not_null()});
    op.add_column("t", column("b", boolean).server_default(expression).not_null());
    op.add_column("t", column("c", boolean).not_null());
    op.set_default("t", "c", expression);
    op.create_domain("d", boolean, {.server_default = expression, .check = "value is not null"});
    op.add_column("t", column("d", "d"));
    // The server treats all four alike.
    const result_set found = session->query(
        "select count(*), count(distinct pg_get_expr(adbin, adrelid)), (select count(*) from "
        "pg_attribute where attrelid = 't'::regclass and attnotnull and attnum > 0), (select "
        "typdefault = max(btrim(regexp_replace(pg_get_expr(adbin, adrelid), '\\s+', ' ', 'g'))) "
        "from pg_type where typname = 'd'), (select count(*) from pg_constraint where contypid = "
        "'d'::regtype) from pg_attrdef where adrelid "
        "= 't'::regclass",
        {});
    std::string said;
    for (const auto& cell : found.cells) said += cell.value_or("null") + ' ';
    CHECK(said == "3 1 3 t 1 ");
    session->rollback();
  }
  // An invalid expression is neither a default nor a constraint.
  session->begin();
  live_sink sink(*session);
  recorder op(sink, session->kind(), no_arguments);
  CHECK(error_text([&] {
          op.create_table("t", {column("a", integer).server_default("0 primary key")});
          session->flush();
        }) != "no error");
  session->rollback();
}

}  // namespace test_operations
