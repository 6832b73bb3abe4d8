#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <revise/operations.h>

#include "operations/operation.h"

namespace revise {

/// The values of `-x KEY=VALUE`.
using argument_map = std::map<std::string, std::string, std::less<>>;

/// Gives the text of the SQL file that a migration names at `where`. Throws `error` when there is
/// none.
using file_reader = std::function<operations_data::execute(std::string_view name, location where)>;

/// What a migration's functions are given: turns each call into data and hands it to the sink.
class recorder final : public operations {
 public:
  /// `sink` and `arguments` must outlive the recorder. `files` empty: there are none.
  recorder(operation_sink& sink, const argument_map& arguments, file_reader files = {})
      : sink_(sink), arguments_(arguments), files_(std::move(files)) {}

 private:
  void do_create_table(string_ref name, const table_item* items, count n, location where) override;
  void do_drop_table(string_ref name, location where) override;
  void do_add_column(string_ref table, const column& added, location where) override;
  void do_drop_column(string_ref table, string_ref name, location where) override;
  void do_create_index(string_ref name, string_ref table, const string_ref* columns, count n,
                       const index_options& options, location where) override;
  void do_drop_index(string_ref name, location where) override;
  void do_execute(string_ref sql, location where) override;
  void do_execute_file(string_ref name, location where) override;
  void do_execute_with(string_ref sql, const value* parameters, count n, location where) override;
  detail::found_rows* do_query(string_ref sql, const value* parameters, count n,
                               detail::expected_result expected, location where) override;
  void do_bulk_insert(string_ref table, const string_ref* columns, count n, row_source source,
                      void* context, location where) override;
  void do_copy_rows(string_ref from, string_ref to, const copy_options& options,
                    location where) override;
  soci::session& do_session(location where) override;
  string_ref do_argument(string_ref key, const string_ref* otherwise) const override;

  operation_sink& sink_;
  const argument_map& arguments_;
  file_reader files_;
};

}  // namespace revise
