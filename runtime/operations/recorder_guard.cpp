#include "operations/owned.h"
#include "operations/recorder.h"
#include "util/error.h"

// Expectations about rows.

namespace revise {

namespace data = operations_data;

void recorder::do_expect_rows(string_ref from, const expect_rows_options& options, location where) {
  sink_.accept(data::expect_rows{.from = owned(from),
                                 .exactly = owned(options.exactly),
                                 .at_least = owned(options.at_least),
                                 .at_most = owned(options.at_most),
                                 .where = owned(options.where),
                                 .what = owned(options.what)},
               where);
}

void recorder::do_preserve_rows(string_ref from, string_ref to,
                                const preserve_rows_options& options, location where) {
  data::preserve_rows promise{.number = static_cast<unsigned>(promises_.size() + 1),
                              .from = owned(from),
                              .to = owned(to),
                              .columns = {},
                              .where = owned(options.where),
                              .where_to = owned(options.where_to)};
  for (const copied_column& column : options.columns) {
    promise.columns.push_back({owned(column.name), owned(column.expression)});
  }
  switch (preserving_) {
    case row_comparison::impossible:
      throw error(
          "preserve_rows needs a transaction, and this revision runs without one",
          "compare in .verify, or move what needs .transactional = false to another revision");
    case row_comparison::at_once:
      sink_.accept(data::compare_rows{std::move(promise), true}, where);
      break;
    case row_comparison::at_the_end:
      sink_.accept(promise, where);
      promises_.push_back({std::move(promise), where});
      break;
  }
}

void recorder::finish() {
  for (const auto& [promise, where] : promises_) {
    sink_.accept(data::compare_rows{promise, false}, where);
  }
  promises_.clear();
}

}  // namespace revise
