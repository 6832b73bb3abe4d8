#include <fmt/format.h>

#include "operations/found_rows.h"
#include "operations/owned.h"
#include "operations/owned_value.h"
#include "operations/recorder.h"
#include "util/error.h"

// The operations on rows.

namespace revise {

namespace {

namespace data = operations_data;

std::vector<sql_value> owned(const value* values, string_ref::size_type n) {
  std::vector<sql_value> result;
  result.reserve(n);
  for (const value* v = values; v != values + n; ++v) result.push_back(revise::owned(*v));
  return result;
}

// Checks each row before it passes it to the sink.
class checked_rows final : public bulk_rows {
 public:
  checked_rows(const data::bulk_insert& into, const data::row_taker& take)
      : columns_(into.columns), take_(take) {}

 private:
  void do_add(const value* values, count n) override {
    ++row_;
    if (n != columns_.size()) {
      throw error(fmt::format("row {} has {} value{} for {} column{}", row_, n, n == 1 ? "" : "s",
                              columns_.size(), columns_.size() == 1 ? "" : "s"));
    }
    for (count i = 0; i < n; ++i) {
      if (!has_nul(values[i])) continue;
      throw error(fmt::format("row {}, column '{}': {}", row_, columns_[i], nul_in_text), nul_hint);
    }
    take_({values, n});
  }

  const std::vector<std::string>& columns_;
  const data::row_taker& take_;
  unsigned long long row_ = 0;
};

// The message shows the first line of the SQL.
[[noreturn]] void refuse(const std::string& message, const std::string& sql, const char* hint) {
  const std::size_t end = sql.find('\n');
  error refused(message, hint);
  refused.set_problems(
      {fmt::format("in: {}{}", sql.substr(0, end), end == sql.npos ? "" : " ...")});
  throw refused;
}

void require(const result_set& found, detail::expected_result expected, const std::string& sql) {
  if (expected == detail::expected_result::any) return;
  if (found.rows != 1) {
    refuse(fmt::format("the query returned {} rows, but exactly one is expected",
                       found.rows == 0 ? std::string("no") : std::to_string(found.rows)),
           sql, "op.query accepts any number of rows");
  }
  if (expected == detail::expected_result::one_value && found.columns.size() != 1) {
    refuse(fmt::format("the query returned {} columns, but exactly one is expected",
                       found.columns.size()),
           sql, "op.query_one accepts any number of columns");
  }
}

}  // namespace

void recorder::do_execute_with(string_ref sql, const value* parameters, count n, location where) {
  sink_.accept(data::execute{owned(sql), owned(parameters, n)}, where);
}

detail::found_rows* recorder::do_query(string_ref sql, const value* parameters, count n,
                                       detail::expected_result expected, location where) {
  const data::query asked{owned(sql), owned(parameters, n)};
  result_set found = sink_.query(asked, where);
  require(found, expected, asked.sql);
  return new_found_rows(std::move(found));
}

void recorder::do_bulk_insert(string_ref table, const string_ref* columns, count n,
                              row_source source, void* context, location where) {
  data::bulk_insert insert{.table = owned(table), .columns = {}, .rows = {}};
  for (count i = 0; i < n; ++i) insert.columns.push_back(owned(columns[i]));
  insert.rows = [&insert, source, context](const data::row_taker& take) {
    checked_rows to(insert, take);
    source(context, to);
  };
  sink_.accept(insert, where);
}

void recorder::do_copy_rows(string_ref from, string_ref to, const copy_options& options,
                            location where) {
  data::copy_rows copy{.from = owned(from),
                       .to = owned(to),
                       .columns = {},
                       .where = owned(options.where),
                       .order_by = owned(options.order_by)};
  for (const copied_column& column : options.columns) {
    copy.columns.push_back({owned(column.name), owned(column.expression)});
  }
  sink_.accept(copy, where);
}

void recorder::do_backfill(string_ref table, const backfill_options& options, location where) {
  data::backfill fill{.table = owned(table),
                      .set = owned(options.set),
                      .key = {},
                      .where = owned(options.where),
                      .batch = options.batch,
                      .rows_per_second = options.rows_per_second};
  for (const string_ref& column : options.key) fill.key.push_back(owned(column));
  if (fill.key.empty()) fill.key.emplace_back("id");
  sink_.accept(fill, where);
}

soci::session& recorder::do_session(location where) { return sink_.session(where); }

}  // namespace revise
