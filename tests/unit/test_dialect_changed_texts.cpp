#include <doctest/doctest.h>

#include <array>
#include <set>

#include "dialect/backfill_sql.h"
#include "engine/connection_schema.h"
#include "operations/recorder.h"
#include "script/sqlite_tables.h"
#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"
#include "support/error_text.h"
#include "support/operation_samples.h"
#include "support/operation_texts.h"

namespace test_dialect_changed_texts {

using namespace revise;
using namespace revise::test;

namespace {

using statement_list = std::vector<std::string>;

std::vector<sql_token> tokens_of(std::string_view sql, database_kind kind) {
  std::vector<sql_token> tokens;
  sql_scanner scanner(sql, kind);
  while (const auto token = scanner.next()) {
    // On SQLite a default with a comment may have been put in parentheses.
    const bool is_bracket =
        token->kind == sql_token_kind::open || token->kind == sql_token_kind::close;
    if (kind == database_kind::sqlite && is_bracket) continue;
    tokens.push_back(*token);
  }
  return tokens;
}

// Whether a semicolon on the next line ends the statement, so that nothing in it is left open.
bool is_closed(const std::string& statement, database_kind kind) {
  const std::string followed = statement + "\n;";
  const auto tokens = tokens_of(followed, kind);
  return tokens.back().offset == statement.size() + 1;
}

// The text in dollar quotes; nullopt if the token has none.
std::optional<std::string_view> in_dollars(const sql_token& token) {
  if (token.text.front() != '$' || token.text.size() < 4) return {};
  const std::size_t tag = token.text.find('$', 1) + 1;
  return token.text.substr(tag, token.text.size() - 2 * tag);
}

// Compares the SQL of an operation with its SQL after one of its texts got another ending.
class comparison {
 public:
  comparison(database_kind kind, const std::string& ending) : kind_(kind), ending_(ending) {}

  // Whether `changed` has the same tokens, except names and literals that contain the ending.
  bool is_same(const statement_list& was, const statement_list& changed) const {
    if (was.size() != changed.size()) return false;
    for (std::size_t i = 0; i < was.size(); ++i) {
      if (!is_closed(changed[i], kind_) || !is_same(was[i], changed[i]) ||
          sql_statements(was[i], kind_).size() != sql_statements(changed[i], kind_).size()) {
        return false;
      }
    }
    return true;
  }

 private:
  bool is_same(std::string_view was, std::string_view changed) const {
    const auto before = tokens_of(was, kind_);
    const auto after = tokens_of(changed, kind_);
    if (before.size() != after.size()) return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].text != after[i].text && !is_same_place(before[i], after[i])) return false;
    }
    return true;
  }

  bool is_same_place(const sql_token& was, const sql_token& changed) const {
    // `a$$open` is a single word, which no object has as its name.
    if (changed.kind == sql_token_kind::word)
      return changed.text == std::string(was.text) + ending_;
    if (changed.kind != sql_token_kind::quoted) return false;
    const auto inner_was = in_dollars(was);
    const auto inner_is = in_dollars(changed);
    if (inner_is) {
      return inner_was && (*inner_is == std::string(*inner_was) + ending_ ||  // the body of a
                                                                              // function
                           is_same(*inner_was, *inner_is));
    }
    // In a literal, a name may be in quotes too.
    const std::string text = replaced(replaced(std::string(changed.text), "\"\"", "\""), "''", "'");
    return text.find(ending_) != std::string::npos;
  }

  database_kind kind_;
  std::string ending_;
};

std::string on_several_lines(const statement_list& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + "\n;\n";
  return text;
}

// Accepts the operations of a sample, and each operation again with its texts changed.
class changing_sink final : public operation_sink {
 public:
  explicit changing_sink(database_kind kind)
      : kind_(kind), dialect_(dialect_of(kind)), shadow_([](connection&) {}) {}

  void accept(const operation& given, location) override {
    seen.insert(given.index());
    const operation op = with_one_row(given);
    const statement_list statements = statements_of(op);
    for (const changed_operation& changed : changed_operations(op)) {
      // SQLite has no dollar quotes.
      if (kind_ == database_kind::sqlite && changed.ending == " $$open") continue;
      // An empty name or comment counts as not given; with an ending it is given.
      if (!changed.is_sql && changed.text.empty()) continue;
      // The SQL for one table differs from the SQL for two tables.
      if (!changed.is_sql && std::holds_alternative<operations_data::compare_rows>(op)) continue;
      compare(statements, changed);
    }
    const auto* raw = std::get_if<operations_data::execute>(&op);
    const bool is_rows = std::holds_alternative<operations_data::bulk_insert>(op) ||
                         (raw != nullptr && !raw->parameters.empty());
    // The shadow database has no rows.
    const bool is_of_rows = is_guard(op) || std::holds_alternative<operations_data::backfill>(op);
    if (kind_ == database_kind::postgresql || is_rows || is_of_rows) return;
    for (const std::string& statement : statements) shadow_.here().execute(statement);
  }

  std::set<std::size_t> seen;  ///< of the kinds of operations
  int same = 0;
  int refused = 0;
  std::string wrong;
  int wrongs = 0;

 private:
  static operation with_one_row(operation op) {
    if (auto* insert = std::get_if<operations_data::bulk_insert>(&op)) {
      const std::size_t columns = insert->columns.size();
      insert->rows = [columns](const operations_data::row_taker& take) {
        const std::vector<value> row(columns);
        take(row);
      };
    }
    return op;
  }

  statement_list statements_of(const operation& op) {
    // A run executes it in batches; a sample runs in one transaction, without batches.
    if (const auto* fill = std::get_if<operations_data::backfill>(&op)) {
      const backfill_sql sql(kind_, *fill);
      return {dialect_.statements(op).front(), sql.estimate(), sql.next({}), sql.next({"'1'"}),
              sql.change({"'1'"}, {"'2'"})};
    }
    if (kind_ == database_kind::postgresql) return dialect_.statements(op);
    connection_schema there(shadow_.here());
    return dialect_.statements(op, there);
  }

  void compare(const statement_list& was, const changed_operation& changed) {
    statement_list statements;
    try {
      dialect_.check(changed.what);
      statements = statements_of(changed.what);
    } catch (const error&) {
      ++refused;
      return;
    }
    if (comparison(kind_, changed.ending).is_same(was, statements)) {
      ++same;
      return;
    }
    ++wrongs;
    if (wrongs > 20) return;
    wrong += "'" + changed.text + "' with '" + changed.ending + "':\n" + on_several_lines(was) +
             "became\n" + on_several_lines(statements);
  }

  database_kind kind_;
  const dialect& dialect_;
  shadow_database shadow_;
};

std::vector<sample_area> all_samples() {
  std::vector<sample_area> areas = operation_samples();
  areas.push_back({"backfills",
                   {{.title = "rows changed batch by batch",
                     .up =
                         [](operations& op) {
                           op.backfill("t", {.set = "n = n + 1", .where = "n > 0"});
                           op.backfill("t", {.set = "n = 0", .key = {"a", "b"}});
                         },
                     .down = nothing}}});
  return areas;
}

}  // namespace

TEST_CASE("no end of a text changes what stands around it in a statement") {
  static const argument_map none;
  for (const database_kind kind : {database_kind::postgresql, database_kind::sqlite}) {
    std::set<std::size_t> seen;
    int same = 0;
    int refused = 0;
    for (const sample_area& area : all_samples()) {
      for (const operation_sample& sample : area.samples) {
        if (kind == database_kind::sqlite && sample.on != databases::both) continue;
        const std::string title = sample.title;
        CAPTURE(title);
        changing_sink sink(kind);
        recorder op(sink, kind, none);
        for (const step_function& step : {sample.setup, sample.up, sample.down}) {
          step.get()(op);
          op.finish();
        }
        CHECK(sink.wrong == "");
        CHECK(sink.wrongs == 0);
        seen.insert(sink.seen.begin(), sink.seen.end());
        same += sink.same;
        refused += sink.refused;
      }
    }
    MESSAGE(name_of(kind) << ": " << same << " same, " << refused << " refused");
    CHECK(same > 500);
    CHECK(refused > 500);
    if (kind == database_kind::sqlite) continue;
    for (std::size_t i = 0; i < std::variant_size_v<operations_data::any_operation>; ++i) {
      CAPTURE(i);
      CHECK(seen.count(i) == 1);
    }
  }
}

}  // namespace test_dialect_changed_texts
