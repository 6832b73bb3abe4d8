#pragma once

#include <revise/data_operations.h>
#include <revise/string_ref.h>
#include <revise/value.h>

/// The result of a query, for migrations that read (`op.query`, `op.query_one`, `op.scalar`).

namespace revise {

namespace detail {

/// The rows and columns of a result, owned by the program that runs the migration. Rows and columns
/// are counted from 0. A value that cannot be read as requested (no such column, null, another
/// type, too large) is reported by an exception that names the column.
class found_rows {
 public:
  using count = string_ref::size_type;

  virtual count size() const = 0;
  virtual count column_count() const = 0;
  virtual string_ref column_name(count column) const = 0;
  virtual count column_named(string_ref name) const = 0;
  virtual void require_row(count row) const = 0;

  virtual bool is_null(count row, count column) const = 0;
  virtual bool boolean_at(count row, count column) const = 0;
  virtual long long integer_at(count row, count column, long long least, long long most) const = 0;
  virtual unsigned long long unsigned_at(count row, count column,
                                         unsigned long long most) const = 0;
  virtual double real_at(count row, count column) const = 0;
  virtual string_ref text_at(count row, count column) const = 0;
  virtual bytes_ref bytes_at(count row, count column) const = 0;

  virtual void release() noexcept = 0;

 protected:
  found_rows() = default;
  found_rows(const found_rows&) = default;
  found_rows& operator=(const found_rows&) = default;
  ~found_rows() = default;
};

template <class T>
concept made_from_text = requires(const char* data, string_ref::size_type size) {
  T(data, size);
};

template <class T>
concept made_from_bytes = requires(const unsigned char* end) {
  T(end, end);
};

template <signed_integer T>
inline constexpr auto most_of = static_cast<long long>((1ULL << (sizeof(T) * 8 - 1)) - 1);

template <class>
inline constexpr bool is_readable = false;

}  // namespace detail

/// One value of a row. It refers to the result, which must outlive it.
class cell {
 public:
  using count = detail::found_rows::count;

  cell(const detail::found_rows& found, count row, count column)
      : found_(&found), row_(row), column_(column) {}

  bool is_null() const { return found_->is_null(row_, column_); }

  /// Reads the value as a T, which is one of: bool; an integer or a floating-point type; string_ref
  /// or bytes_ref, which live as long as the result; std::string and other types made from a
  /// pointer and a length; std::vector<unsigned char>; std::optional of one of these, the only T
  /// that can be null. Throws if the value is null, is not a T, or is too large for one. Every
  /// value can be read as text, in the database's notation.
  template <class T>
  T as() const {
    if constexpr (detail::optional_like<T>) {
      return is_null() ? T() : T(as<typename T::value_type>());
    } else if constexpr (__is_same(T, bool)) {
      return found_->boolean_at(row_, column_);
    } else if constexpr (detail::signed_integer<T>) {
      constexpr long long most = detail::most_of<T>;
      return static_cast<T>(found_->integer_at(row_, column_, -most - 1, most));
    } else if constexpr (detail::unsigned_integer<T>) {
      return static_cast<T>(found_->unsigned_at(row_, column_, static_cast<T>(-1)));
    } else if constexpr (detail::floating<T>) {
      return static_cast<T>(found_->real_at(row_, column_));
    } else if constexpr (__is_same(T, bytes_ref)) {
      return found_->bytes_at(row_, column_);
    } else if constexpr (detail::made_from_text<T>) {
      const string_ref text_found = found_->text_at(row_, column_);
      return T(text_found.data(), text_found.size());
    } else if constexpr (detail::made_from_bytes<T>) {
      const bytes_ref bytes_found = found_->bytes_at(row_, column_);
      return T(bytes_found.data(), bytes_found.data() + bytes_found.size());
    } else {
      static_assert(detail::is_readable<T>, "a cell cannot be read as this type");
    }
  }

  /// Returns the value as a T, or `otherwise` if it is null.
  template <class T>
  T or_else(T otherwise) const {
    return is_null() ? otherwise : as<T>();
  }
  string_ref or_else(const char* otherwise) const {
    return is_null() ? string_ref(otherwise) : as<string_ref>();
  }

 private:
  const detail::found_rows* found_;
  count row_;
  count column_;
};

/// One row. It refers to the result, which must outlive it.
class row {
 public:
  using count = detail::found_rows::count;

  row(const detail::found_rows& found, count number) : found_(&found), number_(number) {}

  /// Throws if no column has this name, or two have it.
  cell operator[](string_ref column) const {
    return {*found_, number_, found_->column_named(column)};
  }
  /// Columns are counted from 0. Throws if the column does not exist.
  cell operator[](count column) const {
    found_->column_name(column);
    return {*found_, number_, column};
  }

  /// Returns the number of columns.
  count size() const { return found_->column_count(); }

 private:
  const detail::found_rows* found_;
  count number_;
};

/// All rows that a query found. The query has ended before they are returned. It can be moved but
/// not copied.
class rows {
 public:
  using count = detail::found_rows::count;

  /// Takes ownership of `found`.
  explicit rows(detail::found_rows* found) : found_(found) {}
  rows(rows&& other) noexcept : found_(other.found_) { other.found_ = nullptr; }
  rows& operator=(rows&& other) noexcept {
    detail::found_rows* const mine = found_;
    found_ = other.found_;
    other.found_ = mine;
    return *this;
  }
  rows(const rows&) = delete;
  rows& operator=(const rows&) = delete;
  ~rows() {
    if (found_ != nullptr) found_->release();
  }

  class iterator {
   public:
    iterator(const detail::found_rows* found, count number) : found_(found), number_(number) {}
    row operator*() const { return {*found_, number_}; }
    iterator& operator++() { return ++number_, *this; }
    bool operator==(const iterator& other) const { return number_ == other.number_; }

   private:
    const detail::found_rows* found_;
    count number_;
  };

  iterator begin() const { return {found_, 0}; }
  iterator end() const { return {found_, size()}; }

  count size() const { return found_->size(); }
  bool empty() const { return size() == 0; }

  /// Rows are counted from 0. Throws if the row does not exist.
  row operator[](count number) const {
    found_->require_row(number);
    return {*found_, number};
  }

  count column_count() const { return found_->column_count(); }
  /// Columns are counted from 0. Throws if the column does not exist.
  string_ref column_name(count column) const { return found_->column_name(column); }

 private:
  detail::found_rows* found_;  // null after a move
};

/// The only row that a query found. It owns the result.
class one_row {
 public:
  using count = detail::found_rows::count;

  /// `found` must have exactly one row.
  explicit one_row(rows&& found) : found_(static_cast<rows&&>(found)) {}

  cell operator[](string_ref column) const { return found_[0][column]; }
  cell operator[](count column) const { return found_[0][column]; }
  count size() const { return found_.column_count(); }

 private:
  rows found_;
};

template <class T>
struct detail::include_revise_rows_h {
  static T scalar(found_rows* found) {
    static_assert(!(made_from_text<T> && __is_trivially_copyable(T)) && !__is_same(T, bytes_ref),
                  "the text would not outlive the call: ask for a std::string");
    const rows result(found);
    return result[0][0].template as<T>();
  }
};

inline rows data_operations::query(string_ref sql, std::initializer_list<value> parameters,
                                   location where) {
  return rows(
      do_query(sql, parameters.begin(), parameters.size(), detail::expected_result::any, where));
}

template <detail::value_sequence Values>
rows data_operations::query(string_ref sql, const Values& parameters, location where) {
  return rows(
      do_query(sql, parameters.data(), parameters.size(), detail::expected_result::any, where));
}

inline one_row data_operations::query_one(string_ref sql, std::initializer_list<value> parameters,
                                          location where) {
  return one_row(rows(do_query(sql, parameters.begin(), parameters.size(),
                               detail::expected_result::one_row, where)));
}

}  // namespace revise
