#include <doctest/doctest.h>

#include "operations/recorder.h"
#include "script/script_sink.h"
#include "support/error_text.h"
#include "support/golden.h"
#include "support/operation_samples.h"

namespace test_dialect_operations {

using namespace revise;
using namespace revise::test;

namespace {

// Writes each operation as in a script, after the checks for a plan.
class writer final : public operation_sink {
 public:
  writer(database_kind kind, shadow_database& shadow)
      : kind_(kind), shadow_(kind == database_kind::sqlite ? &shadow : nullptr) {}

  void accept(const operation& op, location where) override {
    dialect_of(kind_).check(op);
    script_sink one(kind_, shadow_, false);
    one.accept(op, where);
    text += one.text();
  }

  std::string text;

 private:
  database_kind kind_;
  shadow_database* shadow_;
};

struct written {
  std::string text;
  bool is_refused = false;
};

written script_of(database_kind kind, shadow_database& shadow, step_function step) {
  static const argument_map none;
  writer sink(kind, shadow);
  recorder op(sink, kind, none);
  const std::string refused = error_text([&] {
    step.get()(op);
    op.finish();
  });
  if (refused == "no error") return {sink.text};
  return {sink.text + "-- error: " + replaced(refused, "\n", "\n-- ") + "\n", true};
}

std::string golden_text(database_kind kind, const sample_area& area) {
  std::string text;
  for (const operation_sample& sample : area.samples) {
    shadow_database shadow([](connection&) {});
    const written setup = script_of(kind, shadow, sample.setup);
    const written up = script_of(kind, shadow, sample.up);
    const written down = script_of(kind, shadow, sample.down);
    text += std::string(text.empty() ? "" : "\n") + "-- " + sample.title + "\n" + up.text +
            (down.text.empty() ? "" : "-- and back\n" + down.text);
    const std::string title = sample.title;
    CAPTURE(title);
    const bool runs = kind == database_kind::postgresql || sample.on == databases::both;
    CHECK((setup.is_refused || up.is_refused || down.is_refused) != runs);
  }
  return text;
}

}  // namespace

TEST_CASE("the SQL of every operation, on each database") {
  for (const sample_area& area : operation_samples()) {
    for (const database_kind kind : {database_kind::postgresql, database_kind::sqlite}) {
      const std::string actual = golden_text(kind, area);
      const std::string name =
          "operations/" + area.name + "." + std::string(name_of(kind)) + ".sql";
      CAPTURE(name);
      CHECK(first_difference(golden(__FILE__, name, actual), actual) == "");
    }
  }
}

}  // namespace test_dialect_operations
