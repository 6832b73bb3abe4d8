#include "catalog_listing.h"
#include "database/catalog.h"
#include "engine/connection_schema.h"
#include "operations/recorder.h"
#include "script/script_sink.h"
#include "sql/script_text.h"
#include "support/operation_samples.h"
#include "support/operation_texts.h"

namespace test_changed_texts {

using namespace revise;
using namespace revise::test;

namespace {

const argument_map no_arguments;

std::string answer_of(connection& database, const char* query) {
  if (*query == '\0') return {};
  std::string text;
  for (const auto& cell : database.query(query, {}).cells) text += cell.value_or("null") + '|';
  return text;
}

// Runs the operations of a sample in one transaction. At each operation it also runs its SQL with
// another ending, and rolls that back at once.
class changing_sink final : public operation_sink {
 public:
  changing_sink(connection& database, const char* also)
      : database_(database), dialect_(dialect_of(database.kind())), also_(also) {}

  void accept(const operation& op, location) override {
    connection_schema there(database_);
    const auto does = [&](const operation& what) {
      return [&] {
        const auto* const raw = std::get_if<operations_data::execute>(&what);
        if (raw != nullptr && !raw->parameters.empty()) {
          database_.execute(raw->sql, raw->parameters);
          return;
        }
        for (const std::string& sql : dialect_.statements(what, there)) database_.execute(sql);
      };
    };
    // Raw SQL has no pieces.
    const bool is_raw = std::holds_alternative<operations_data::execute>(op);
    if (!std::holds_alternative<operations_data::bulk_insert>(op) && !is_raw && is_changing) {
      std::string effect;
      for (const changed_operation& changed : changed_operations(op)) {
        if (!changed.is_sql) continue;
        const std::string is_now = effect_of(does(changed.what));
        if (is_now == refused) continue;
        if (effect.empty()) effect = effect_of(does(op));
        CHECK_MESSAGE(is_now == effect, (changed.text + changed.ending));
        const std::string in_script =
            effect_of([&] { database_.execute(script_of(changed.what)); });
        CHECK_MESSAGE(in_script == effect, (changed.text + changed.ending));
        ++compared;
      }
    }
    does(op)();
  }

  bool is_changing = false;
  int compared = 0;

 private:
  static constexpr const char* refused = "refused";

  // The state of the database after `does`, which is then rolled back.
  template <class Does>
  std::string effect_of(Does&& does) {
    database_.execute("savepoint changed");
    std::string effect;
    try {
      does();
      effect = answer_of(database_, also_);
      for (const std::string& line : listing(read_catalog(database_))) effect += '\n' + line;
    } catch (const error&) {
      effect = refused;
    }
    database_.execute("rollback to changed; release changed");
    return effect;
  }

  // The SQL as psql and the sqlite3 shell send it.
  std::string script_of(const operation& op) {
    connection_schema there(database_);
    std::string text;
    for (const std::string& sql : dialect_.statements(op, there)) {
      text += script_text(sql, database_.kind()) + '\n';
    }
    return replaced(text, "\\:", ":");
  }

  connection& database_;
  const dialect& dialect_;
  const char* also_;
};

}  // namespace

TEST_CASE_TEMPLATE("SQL with another end does the same, or nothing, in a run and in a script",
                   Database, postgres_database, sqlite_database) {
  int compared = 0;
  for (const sample_area& area : operation_samples()) {
    for (const operation_sample& sample : area.samples) {
      constexpr bool on_sqlite = std::is_same_v<Database, sqlite_database>;
      if ((on_sqlite && sample.on != databases::both) || !sample.in_transaction) continue;
      if (sample.server != postgres_server::plain) continue;
      const std::string title = sample.title;
      CAPTURE(title);
      const Database place;
      const auto session = connected(place);
      session->begin();
      changing_sink sink(*session, sample.also);
      recorder op(sink, session->kind(), no_arguments);
      sample.setup.get()(op);
      sink.is_changing = true;
      sample.up.get()(op);
      op.finish();
      compared += sink.compared;
      session->rollback();
    }
  }
  CHECK(compared > 60);
}

}  // namespace test_changed_texts
