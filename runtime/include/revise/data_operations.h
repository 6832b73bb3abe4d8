#pragma once

#include <initializer_list>

#include <revise/location.h>
#include <revise/string_ref.h>
#include <revise/value.h>

namespace soci {
class session;
}

namespace revise {

class rows;
class one_row;

/// Receives the rows of a bulk_insert, one at a time.
class bulk_rows {
 public:
  using count = string_ref::size_type;

  /// Adds a row: one value for each column, in the order of the columns in the bulk_insert call.
  template <class... Values>
  void add(const Values&... values) {
    static_assert(sizeof...(Values) > 0, "a row needs a value for each column");
    const value all[] = {value(values)...};
    do_add(all, sizeof...(Values));
  }

  /// Adds a row of `n` values, for callers that know the number of columns only at run time.
  void add_all(const value* values, count n) { do_add(values, n); }

 protected:
  bulk_rows() = default;
  bulk_rows(const bulk_rows&) = default;
  bulk_rows& operator=(const bulk_rows&) = default;
  ~bulk_rows() = default;

 private:
  virtual void do_add(const value* values, count n) = 0;
};

/// A column that copy_rows fills, from the source's column of this name or from SQL.
struct copied_column {
  string_ref name;
  string_ref expression{};  ///< SQL over the source's columns; empty: the source's column `name`

  constexpr copied_column(const char* name_)  // NOLINT(google-explicit-constructor)
      : name(name_) {}
  constexpr copied_column(string_ref name_)  // NOLINT(google-explicit-constructor)
      : name(name_) {}
  constexpr copied_column(string_ref name_, string_ref expression_)
      : name(name_), expression(expression_) {}
};

/// `op.copy_rows("a", "b", {.columns = {"id", {"kind", "kind::text"}}, .where = "id > 0"})`
struct copy_options {
  std::initializer_list<copied_column> columns{};  ///< empty: all, by their position in both tables
  string_ref where{};                              ///< SQL: only rows that meet it; empty: all rows
  string_ref order_by{};                           ///< SQL; empty: no particular order
};

/// `op.backfill("users", {.set = "full_name = first || ' ' || last", .where = "full_name is
/// null"})`
struct backfill_options {
  string_ref set{};  ///< SQL: the text after `set` in an update; it must not set the key
  /// The columns of the primary key, or of another unique key without nulls. Empty: `id`.
  std::initializer_list<string_ref> key{};
  string_ref where{};             ///< SQL: only rows that meet it; empty: all rows
  long long batch = 1000;         ///< rows for each transaction
  long long rows_per_second = 0;  ///< the highest average rate; 0: without a limit
};

namespace detail {

/// A container of `value`: std::vector<value>, std::array<value, 3>.
template <class T>
concept value_sequence = requires(const T& t, const value*& d, string_ref::size_type& n) {
  d = t.data();
  n = t.size();
};

class found_rows;

/// Its name tells the reader of a compiler error which include is missing.
template <class T>
struct include_revise_rows_h;

/// How many rows and columns a query must return.
enum class expected_result : unsigned char { any, one_row, one_value };

}  // namespace detail

/// What a migration does with rows. Placeholders in SQL are `$1`, `$2`, … on every database, and
/// values never become part of the text. PostgreSQL infers the type of each placeholder from its
/// context; where it cannot, write a cast: `$1::integer`.
class data_operations {
 public:
  /// Executes one statement, with a value for each placeholder.
  void execute(string_ref sql, std::initializer_list<value> parameters,
               location where = location::here()) {
    do_execute_with(sql, parameters.begin(), parameters.size(), where);
  }
  template <detail::value_sequence Values>
  void execute(string_ref sql, const Values& parameters, location where = location::here()) {
    do_execute_with(sql, parameters.data(), parameters.size(), where);
  }

  // The functions query, query_one and scalar are defined in <revise/rows.h>: a migration that
  // reads includes it.

  /// Executes one statement and returns all rows that it finds, in memory.
  rows query(string_ref sql, std::initializer_list<value> parameters = {},
             location where = location::here());
  template <detail::value_sequence Values>
  rows query(string_ref sql, const Values& parameters, location where = location::here());

  /// Returns the row that the statement finds. Throws if it finds no row, or more than one.
  one_row query_one(string_ref sql, std::initializer_list<value> parameters = {},
                    location where = location::here());

  /// Returns the only value of the only row that the statement finds, converted as by cell::as. T
  /// cannot be a type that refers to the result (string_ref), because it would outlive the result.
  template <class T>
  T scalar(string_ref sql, std::initializer_list<value> parameters = {},
           location where = location::here()) {
    return detail::include_revise_rows_h<T>::scalar(do_query(
        sql, parameters.begin(), parameters.size(), detail::expected_result::one_value, where));
  }

  /// Inserts rows in the database's fastest way: COPY on PostgreSQL, one prepared statement on
  /// SQLite. Either all rows are inserted, or none.
  void bulk_insert(string_ref table, std::initializer_list<string_ref> columns,
                   std::initializer_list<std::initializer_list<value>> all,
                   location where = location::here()) {
    const auto source = [&all](bulk_rows& to) {
      for (const std::initializer_list<value>& one : all) to.add_all(one.begin(), one.size());
    };
    bulk_insert(table, columns, source, where);
  }

  /// Inserts any number of rows, which need not be in memory at once:
  ///
  ///     op.bulk_insert("t", {"a", "b"}, [&](bulk_rows& to) {
  ///       for (int i = 0; i < 1'000'000; ++i) to.add(i, "x");
  ///     });
  ///
  /// `source` must not use `op`. An exception from `source` ends the insert and reaches the caller
  /// unchanged.
  template <class Source>
  requires requires(Source& source, bulk_rows& to) { source(to); }
  void bulk_insert(string_ref table, std::initializer_list<string_ref> columns, Source&& source,
                   location where = location::here()) {
    // `Source` may be const or a reference; a pointer to this object converts to `void*` in any
    // case.
    struct caller {
      Source& source;
      static void call(void* self, bulk_rows& to) { static_cast<caller*>(self)->source(to); }
    };
    caller context{source};
    do_bulk_insert(table, columns.begin(), columns.size(), &caller::call, &context, where);
  }

  /// Copies rows from one table to another inside the database. On PostgreSQL, identity columns get
  /// the values of the source, and their sequences do not move.
  void copy_rows(string_ref from, string_ref to, const copy_options& options = {},
                 location where = location::here()) {
    do_copy_rows(from, to, options, where);
  }

  /// Updates the rows of a large table in batches, in the order of the key. Each batch is a
  /// transaction, which also records how far the backfill has come. An interrupted backfill resumes
  /// after its last batch, so each row is updated once. No lock is held longer than a batch. The
  /// revision must be `.transactional = false`.
  void backfill(string_ref table, const backfill_options& options,
                location where = location::here()) {
    do_backfill(table, options, where);
  }

 protected:
  using count = string_ref::size_type;
  using row_source = void (*)(void* context, bulk_rows& to);

  ~data_operations() = default;

 private:
  friend soci::session& session(data_operations& op, location where);  // <revise/soci.h>

  virtual void do_execute_with(string_ref sql, const value* parameters, count n,
                               location where) = 0;
  virtual detail::found_rows* do_query(string_ref sql, const value* parameters, count n,
                                       detail::expected_result expected, location where) = 0;
  virtual void do_bulk_insert(string_ref table, const string_ref* columns, count n,
                              row_source source, void* context, location where) = 0;
  virtual void do_copy_rows(string_ref from, string_ref to, const copy_options& options,
                            location where) = 0;
  virtual void do_backfill(string_ref table, const backfill_options& options, location where) = 0;
  virtual soci::session& do_session(location where) = 0;
};

}  // namespace revise
