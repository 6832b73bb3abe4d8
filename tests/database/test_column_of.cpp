// A column that is read from the catalog and created again equals the original.
#include <map>

#include "catalog/differences.h"
#include "database/live.h"
#include "engine/live_sink.h"
#include "engine/read_catalog.h"
#include "model/column_of.h"
#include "operations/operation_list.h"
#include "operations/recorder.h"
#include "support/operation_samples.h"

namespace test_column_of {

using namespace revise;
using namespace revise::test;

namespace {

namespace data = operations_data;

// Without the parts that other operations set: grants and sequences.
catalog::column comparable(catalog::column c) {
  c.grants.clear();
  c.sequence = {};
  return c;
}

std::string qualified(const catalog::table& t, const std::string& name) {
  return t.schema.empty() ? name : '"' + t.schema + "\".\"" + name + '"';
}

// Creates each table again from its columns, and returns the differences.
template <class Database>
class remade {
 public:
  explicit remade(postgres_server server) : database_(made(server)) {
    session_ = connected(*database_);
  }

  std::vector<std::string> differences_after(const operation_sample& sample) {
    session_->begin();
    live_sink sink(*session_);
    recorder op(sink, session_->kind(), none_);
    sample.setup.get()(op);
    sample.up.get()(op);
    const catalog::snapshot before = read_catalog(*session_);
    std::map<std::string, catalog::table> expected;
    for (const catalog::table& t : before.tables) make_again(t, sink, expected);
    std::vector<std::string> lines;
    for (const catalog::table& t : read_catalog(*session_).tables) {
      const auto one = expected.find(t.name);
      if (one == expected.end()) continue;
      ++tables;
      compare(one->second, t, lines);
    }
    session_->rollback();
    return lines;
  }

  std::size_t tables = 0;

 private:
  static std::unique_ptr<Database> made(postgres_server server) {
    if constexpr (std::is_same_v<Database, postgres_database>) {
      return std::make_unique<Database>(server);
    } else {
      return std::make_unique<Database>();
    }
  }

  void make_again(const catalog::table& t, live_sink& sink,
                  std::map<std::string, catalog::table>& expected) {
    if (t.kind != catalog::table_kind::plain || t.columns.empty()) return;
    const std::string name = "again_" + std::to_string(expected.size());
    data::create_table again{.name = qualified(t, name),
                             .columns = {},
                             .likes = {},
                             .constraints = {},
                             .partition_by = {},
                             .partition_of = {},
                             .for_values = {},
                             .with = {},
                             .tablespace = {},
                             .comment = {}};
    for (const catalog::column& c : t.columns) {
      again.columns.push_back(column_of(c, session_->kind()));
    }
    sink.accept(again, location::here());
    expected.emplace(name, t);
  }

  static void compare(const catalog::table& was, const catalog::table& is,
                      std::vector<std::string>& lines) {
    REQUIRE(was.columns.size() == is.columns.size());
    for (std::size_t i = 0; i < was.columns.size(); ++i) {
      catalog::snapshot before;
      catalog::snapshot after;
      before.tables = {{.name = was.name, .columns = {comparable(was.columns[i])}}};
      after.tables = {{.name = was.name, .columns = {comparable(is.columns[i])}}};
      for (const auto& d : catalog::differences(before, after)) lines.push_back(d.line);
    }
  }

  const argument_map none_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<connection> session_;
};

std::string text_of(const data::data_type& t) {
  std::string text = t.name.as_given();
  if (t.length != -1) text += " " + std::to_string(t.length);
  if (t.scale != -1) text += " " + std::to_string(t.scale);
  return text + (t.array ? " array" : "");
}

}  // namespace

TEST_CASE_TEMPLATE("a column that is read is made again by an operation", Database,
                   postgres_database, sqlite_database) {
  constexpr bool is_sqlite = std::is_same_v<Database, sqlite_database>;
  std::map<postgres_server, std::unique_ptr<remade<Database>>> places;
  std::size_t tables = 0;
  for (const sample_area& area : operation_samples()) {
    for (const operation_sample& sample : area.samples) {
      if ((is_sqlite && sample.on != databases::both) || !sample.in_transaction) continue;
      auto& place = places[sample.server];
      if (!place) place = std::make_unique<remade<Database>>(sample.server);
      CAPTURE(area.name);
      CAPTURE(std::string(sample.title));
      CHECK(place->differences_after(sample) == std::vector<std::string>());
    }
  }
  for (const auto& [server, place] : places) tables += place->tables;
  MESSAGE(tables << " tables");
  CHECK(tables > (is_sqlite ? 30 : 80));
}

TEST_CASE_TEMPLATE("a type that is read is the one that the operation had", Database,
                   postgres_database, sqlite_database) {
  // Types that the database stores as another type or in another form.
  const std::map<std::string, std::string> kept_as = {
      {"smallserial", "smallint"},
      {"serial", "integer"},
      {"bigserial", "bigint"},
      {"character", "character 1"},
      {"bit", "bit 1"},
      {"timestamp with time zone 3", "timestamptz 3"},
      {"time without time zone 0", "time 0"},
      {"integer[][]", "integer array"},
      {"national character 5 array", "character 5 array"},
      {"numeric 10", "numeric 10 0"},
      {"char 3", "character 3"},
      // The name of a user-defined type is qualified with its schema.
      {"amount", "public.amount"},
      {"citext", "public.citext"},
      {"hstore", "public.hstore"}};
  constexpr bool is_sqlite = std::is_same_v<Database, sqlite_database>;
  std::size_t compared = 0;
  for (const operation_sample& sample : type_samples()) {
    if (is_sqlite && sample.on != databases::both) continue;
    if (sample.server != postgres_server::plain) continue;
    CAPTURE(std::string(sample.title));
    const Database database;
    const auto session = connected(database);
    const argument_map none;
    operation_list list;
    recorder recording(list, session->kind(), none);
    sample.up.get()(recording);
    session->begin();
    live_sink sink(*session);
    recorder op(sink, session->kind(), none);
    sample.setup.get()(op);
    sample.up.get()(op);
    session->commit();
    const catalog::snapshot read = read_catalog(*session);
    REQUIRE(read.tables.size() == 1);
    const auto& table = std::get<data::create_table>(list.operations().at(0).what);
    REQUIRE(read.tables[0].columns.size() == table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string given = text_of(table.columns[i].type);
      const auto other = kept_as.find(given);
      const bool is_kept = is_sqlite || other == kept_as.end();
      CHECK(text_of(type_of(read.tables[0].columns[i].type, session->kind())) ==
            (is_kept ? given : other->second));
      ++compared;
    }
  }
  CHECK(compared > (is_sqlite ? 20 : 60));
}

}  // namespace test_column_of
