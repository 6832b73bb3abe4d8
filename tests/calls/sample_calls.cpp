#include "calls/sample_calls.h"

#include <limits>
#include <span>

#include "operations/call_text.h"
#include "operations/owned_value.h"
#include "operations/recorder.h"
#include "support/operation_samples.h"

namespace revise::test {

namespace {

class calls_sink final : public operation_sink {
 public:
  void accept(const operation& op, location) override {
    recorded.operations.push_back(op);
    const auto* compared = std::get_if<operations_data::compare_rows>(&op);
    if (compared == nullptr || compared->at_once) recorded.texts.push_back(call_text(op));
    const auto* insert = std::get_if<operations_data::bulk_insert>(&op);
    if (insert == nullptr) return;
    insert->rows([this](std::span<const value> row) {
      std::vector<sql_value>& values = recorded.rows.emplace_back();
      for (const value& v : row) values.push_back(owned(v));
    });
  }

  recorded_calls recorded;
};

// Puts the text into each place of a call that takes one.
void everywhere(operations& op, const std::string& t) {
  const string_ref ref = t;
  op.execute(t);
  op.execute("select $1, $2", {t, t});
  op.comment(object::table(t), t);
  op.rename(object::column(t, t), t);
  op.create_enum(t, {t, "x", t});
  op.create_schema(t, {.owner = t, .comment = t});
  op.create_domain(t, type(t, 3), {.collation = t, .check = t});
  op.add_column(
      t,
      column(t, type(t)).server_default(t).collate(t).check(t, t).references(t, t, t).comment(t));
  op.create_table(t,
                  {column(t, array_of(type(t))), like(t, t), check(t, t), unique(t, {t}),
                   foreign_key(t, {t, t}, t, {t, t}), exclude(t, t, {{t, t}}).where(t)},
                  {.partition_by = t, .comment = t});
  op.create_index(t, t, {t, index_column(t).collate(t).operator_class(t)},
                  {.method = t, .include = {t}, .with = t, .where = t});
  op.create_view(t, t, {.columns = {t, "b"}, .with = t});
  op.create_function(t, {.returns = t, .language = t, .body = t, .set = {t}});
  op.create_trigger(t, t, {.event = t, .condition = t, .function = t, .body = t});
  op.create_policy(t, t, {.roles = {t}, .using_expression = t, .check_expression = t});
  op.grant(t, object::function(t), {t, "public"});
  op.copy_rows(t, t, {.columns = {ref, {ref, ref}}, .where = t, .order_by = t});
  op.backfill(t, {.set = t, .key = {t}, .where = t});
  op.expect_rows(t, {.exactly = 1, .where = t, .what = t});
  op.preserve_rows(t, t, {.columns = {{ref, ref}}, .where = t, .where_to = t});
  op.notify(t, t);
  if (t.find('\0') == std::string::npos) op.bulk_insert(t, {t}, {{t}});
}

std::vector<std::string> odd_texts() {
  std::string controls;
  for (char c = 1; c < 0x20; ++c) controls += c;
  std::string high;
  for (int c = 0x7f; c < 0x100; ++c) high += static_cast<char>(c);
  const std::string many = "a column of a table, ";
  return {
      "it's \"quoted\" and \\back\\slashed\\",
      "\\",
      "\"",
      " ",
      "two\nlines",
      "\nselect 1\n  from \"t\" -- ?\?= \\\n",
      "ends )\" here\n)sql\" and )sql1\" and )text\" there",
      "carriage\r\nreturn",
      "tab\there\nand\tthere",
      "?\?=?\?/?\?'?\?(?\?)?\?!?\?<?\?>?\?-?\?\?\?",
      "Gr\303\274\303\237e \342\202\254 \360\237\230\200",
      "\342\200\256backwards\n\342\201\246 isolated",
      "not UTF-8 \xff\xc3(\xe2\x82\xed\xa0\x80",
      std::string("a NUL \0 in it\n", 14),
      std::string(1, '\0'),
      controls + "7",
      high,
      many + many + many + many + many + many,
      std::string(150, 'x') + ' ' + std::string(150, 'y') + " \"",
      "line\n" + many + many + many + many + many + many + "\n" + many,
      "%s {} ${x} /* no comment */ // none #define x R\"(raw)\"",
  };
}

void values(operations& op) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const unsigned char bytes[] = {0, 1, '"', '0', 255, '?', '?', '='};
  op.execute("select", {nullptr, true, false, 0, -1, 42});
  op.execute("select", {std::numeric_limits<long long>::min()});
  op.execute("select", {std::numeric_limits<long long>::max(), -2147483648LL, 4294967296LL});
  op.execute("select", {std::numeric_limits<unsigned long long>::max()});
  op.execute("select", {1.0, -0.0, 0.1, 1e300, 5e-324, 1.0 / 3, infinite, -infinite});
  op.execute("select", {"", "text", bytes_ref(bytes, sizeof bytes), bytes_ref(bytes, 0)});
  op.bulk_insert("t", {"a", "b"}, {{"x", "y"}, {nullptr, nullptr}, {1, 2.5}});
  op.bulk_insert("t", {"a"}, {{"x"}});
  op.bulk_insert("t", {"a"}, {});
  op.create_sequence("s", {.start = std::numeric_limits<long long>::min(), .cycle = true});
  op.alter_sequence("s", {.restart = -1, .cycle = false});
  op.backfill("t", {.set = "a = 1", .key = {"id"}, .batch = 7, .rows_per_second = 9});
  op.create_table("t", {column("a", numeric(10, -2)), column("b", varchar(-7)),
                        column("c", type("integer", 3, 4)), column("d", type("text", 5)),
                        column("e", type("odd", -1, 2)), column("f", vector(3)),
                        column("g", array_of(halfvec(3))), column("h", "vector"),
                        column("i", integer).check("i > 0").check("i > 1")});
}

// Names that the convention gives only with a number, or only if another name is written.
void names(operations& op) {
  op.create_table("app.t",
                  {column("a", integer).check("a > 0").unique().primary_key(),
                   column("b", integer).references("t").check("b > 0", "t_a_check1"),
                   column("c", integer).unique("t_a_key"), check("", "a > b"),
                   check("t_check2", "a > 1"), check("", "a > 2"), check("t_check", "b > 1"),
                   unique({"a"}), unique({"a", "b"}), unique("t_a_b_key1", {"a", "b"}),
                   foreign_key({"a"}, "o", {}), foreign_key("t_b_fkey", {"a"}, "o", {})});
  op.create_table("u", {check("u_check1", "true"), check("u_check", "true")});
  op.create_table("v", {check("v_check", "true"), check("v_check1", "true"), check("", "true")});
  op.add_column("t", column("x", integer).primary_key("p").unique("t_x_key").check("x > 0", "x"));
  op.add_column("t", column("x", integer).references("u", {}, "to_u").on_delete(set_default));
  op.add_constraint("t", unique("t_a_key", {"a"}));
  op.add_constraint("t", unique({}).using_index("i"));
  op.add_constraint("t", unique("j", {}).using_index("i"));
  op.add_constraint("a.b.c", check("", "true").not_valid().no_inherit());
}

std::string name_of(database_kind kind) {
  return kind == database_kind::postgresql ? "PostgreSQL" : "SQLite";
}

}  // namespace

recorded_calls calls_of(const std::function<void(operations&)>& function, database_kind kind) {
  const argument_map none;
  calls_sink sink;
  recorder op(sink, kind, none);
  function(op);
  op.finish();
  return sink.recorded;
}

std::vector<sample_call> sample_calls() {
  std::vector<sample_call> all;
  for (const sample_area& area : operation_samples()) {
    for (const operation_sample& sample : area.samples) {
      for (const database_kind kind : {database_kind::postgresql, database_kind::sqlite}) {
        if (sample.on == databases::postgresql && kind == database_kind::sqlite) continue;
        all.push_back({area.name + ": " + sample.title + ", " + name_of(kind), kind,
                       [sample](operations& op) {
                         sample.setup.get()(op);
                         sample.up.get()(op);
                         sample.down.get()(op);
                       }});
      }
    }
  }
  for (const std::string& text : odd_texts()) {
    all.push_back({"texts: " + text, database_kind::postgresql,
                   [text](operations& op) { everywhere(op, text); }});
  }
  all.push_back({"values", database_kind::postgresql, values});
  all.push_back({"names", database_kind::postgresql, names});
  return all;
}

}  // namespace revise::test
