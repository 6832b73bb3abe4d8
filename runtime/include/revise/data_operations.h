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

/// Takes the rows of a bulk_insert, one by one.
class bulk_rows {
 public:
  using count = string_ref::size_type;

  /// A row: a value for each column, in the order that was given to bulk_insert.
  template <class... Values>
  void add(const Values&... values) {
    static_assert(sizeof...(Values) > 0, "a row has a value for each column");
    const value all[] = {value(values)...};
    do_add(all, sizeof...(Values));
  }

  /// The same, where the number of columns is not known to the compiler.
  void add_all(const value* values, count n) { do_add(values, n); }

 protected:
  bulk_rows() = default;
  bulk_rows(const bulk_rows&) = default;
  bulk_rows& operator=(const bulk_rows&) = default;
  ~bulk_rows() = default;

 private:
  virtual void do_add(const value* values, count n) = 0;
};

/// A column that copy_rows fills: from the column of the same name, or from SQL.
struct copied_column {
  string_ref name;
  string_ref expression{};  ///< over the columns of the source; empty: its column of this name

  constexpr copied_column(const char* name_)  // NOLINT(google-explicit-constructor)
      : name(name_) {}
  constexpr copied_column(string_ref name_)  // NOLINT(google-explicit-constructor)
      : name(name_) {}
  constexpr copied_column(string_ref name_, string_ref expression_)
      : name(name_), expression(expression_) {}
};

/// `op.copy_rows("a", "b", {.columns = {"id", {"kind", "kind::text"}}, .where = "id > 0"})`
struct copy_options {
  std::initializer_list<copied_column> columns{};  ///< none: all, by their position in both tables
  string_ref where{};                              ///< SQL: only rows that meet it; empty: all
  string_ref order_by{};                           ///< SQL; empty: in no order
};

/// `op.backfill("users", {.set = "full_name = first || ' ' || last", .where = "full_name is
/// null"})`
struct backfill_options {
  string_ref set{};  ///< SQL: what stands behind `set` in an update; not the key
  /// The columns of the primary key, or of another unique one without nulls; none: `id`.
  std::initializer_list<string_ref> key{};
  string_ref where{};             ///< SQL: only rows that meet it; empty: all
  long long batch = 1000;         ///< how many rows a transaction changes
  long long rows_per_second = 0;  ///< at most, on the average; 0: as many as go
};

namespace detail {

/// std::vector<value>, std::array<value, 3>.
template <class T>
concept value_sequence = requires(const T& t, const value*& d, string_ref::size_type& n) {
  d = t.data();
  n = t.size();
};

class found_rows;

/// Named for what to do where the compiler misses it.
template <class T>
struct include_revise_rows_h;

/// How many rows and columns a query has to find.
enum class expected_result : unsigned char { any, one_row, one_value };

}  // namespace detail

/// What a migration does with rows. Placeholders in SQL are `$1`, `$2`, … on every database, and
/// values never become part of the text. PostgreSQL infers each type from where the placeholder
/// stands; where it cannot, write a cast: `$1::integer`.
class data_operations {
 public:
  /// One statement, with a value for each placeholder.
  void execute(string_ref sql, std::initializer_list<value> parameters,
               location where = location::here()) {
    do_execute_with(sql, parameters.begin(), parameters.size(), where);
  }
  template <detail::value_sequence Values>
  void execute(string_ref sql, const Values& parameters, location where = location::here()) {
    do_execute_with(sql, parameters.data(), parameters.size(), where);
  }

  // What follows is defined in <revise/rows.h>, which a migration that reads includes.

  /// One statement, and all the rows that it finds; they are in memory then.
  rows query(string_ref sql, std::initializer_list<value> parameters = {},
             location where = location::here());
  template <detail::value_sequence Values>
  rows query(string_ref sql, const Values& parameters, location where = location::here());

  /// The row that it finds. Throws when it finds none, or more than one.
  one_row query_one(string_ref sql, std::initializer_list<value> parameters = {},
                    location where = location::here());

  /// The one value of the one row that it finds, as cell::as has it. What refers to the result
  /// (string_ref) is no T: it would outlive it.
  template <class T>
  T scalar(string_ref sql, std::initializer_list<value> parameters = {},
           location where = location::here()) {
    return detail::include_revise_rows_h<T>::scalar(do_query(
        sql, parameters.begin(), parameters.size(), detail::expected_result::one_value, where));
  }

  /// Rows into a table, by the database's fastest way: COPY on PostgreSQL, one prepared statement
  /// on SQLite. All or none.
  void bulk_insert(string_ref table, std::initializer_list<string_ref> columns,
                   std::initializer_list<std::initializer_list<value>> all,
                   location where = location::here()) {
    const auto source = [&all](bulk_rows& to) {
      for (const std::initializer_list<value>& one : all) to.add_all(one.begin(), one.size());
    };
    bulk_insert(table, columns, source, where);
  }

  /// The same for any number of rows, which need not be in memory at once:
  ///
  ///     op.bulk_insert("t", {"a", "b"}, [&](bulk_rows& to) {
  ///       for (int i = 0; i < 1'000'000; ++i) to.add(i, "x");
  ///     });
  ///
  /// Meanwhile `op` can do nothing else. What `source` throws ends it and arrives unchanged.
  template <class Source>
  requires requires(Source& source, bulk_rows& to) { source(to); }
  void bulk_insert(string_ref table, std::initializer_list<string_ref> columns, Source&& source,
                   location where = location::here()) {
    // Without its qualifiers and reference, so that a pointer to it is one to any object.
    struct caller {
      Source& source;
      static void call(void* self, bulk_rows& to) { static_cast<caller*>(self)->source(to); }
    };
    caller context{source};
    do_bulk_insert(table, columns.begin(), columns.size(), &caller::call, &context, where);
  }

  /// Rows of one table into another one, inside the database. On PostgreSQL identity columns get
  /// the values of the source; their sequences stay where they are.
  void copy_rows(string_ref from, string_ref to, const copy_options& options = {},
                 location where = location::here()) {
    do_copy_rows(from, to, options, where);
  }

  /// Changes the rows of a large table batch by batch, in the order of the key, each batch in a
  /// transaction of its own that also holds how far it came: a run that was cut off goes on behind
  /// the last batch, and each row is changed once. No lock is held longer than a batch. Only in a
  /// revision that is not transactional.
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
