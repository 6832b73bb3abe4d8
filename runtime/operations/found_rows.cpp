#include "operations/found_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include "util/closest.h"
#include "util/error.h"
#include "util/utf8.h"

namespace revise {

namespace {

std::string counted(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

class found_rows_in_memory final : public detail::found_rows {
 public:
  explicit found_rows_in_memory(result_set found) : found_(std::move(found)) {}

  count size() const override { return found_.rows; }
  count column_count() const override { return found_.columns.size(); }

  string_ref column_name(count column) const override {
    if (column < found_.columns.size()) return found_.columns[column];
    throw error(fmt::format("no column {} in the result, which has {}", column,
                            counted(found_.columns.size(), "column")),
                "columns are counted from 0");
  }

  count column_named(string_ref name) const override {
    const std::string_view wanted(name.data(), name.size());
    const auto begin = found_.columns.begin();
    const auto end = found_.columns.end();
    const auto first = std::find(begin, end, wanted);
    if (first == end) {
      const std::optional<std::string> meant = closest(wanted, found_.columns);
      throw error(fmt::format("no column '{}' in the result{}", wanted,
                              meant ? fmt::format(", did you mean '{}'?", *meant) : std::string()),
                  found_.columns.empty()
                      ? std::string("the statement returns no rows")
                      : fmt::format("it has '{}'", fmt::join(found_.columns, "', '")));
    }
    if (const auto twice = std::count(first, end, wanted); twice > 1) {
      throw error(fmt::format("the result has {} columns '{}'", twice, wanted),
                  "rename them with `as`, or read them by number");
    }
    return static_cast<count>(first - begin);
  }

  void require_row(count row) const override {
    if (row < found_.rows) return;
    throw error(
        fmt::format("no row {} in the result, which has {}", row, counted(found_.rows, "row")),
        "rows are counted from 0");
  }

  bool is_null(count row, count column) const override { return !at(row, column); }

  bool boolean_at(count row, count column) const override {
    const std::string& text = text_of(row, column);
    if (text == "t" || text == "1" || text == "true") return true;
    if (text == "f" || text == "0" || text == "false") return false;
    throw wrong(row, column, "not a boolean");
  }

  long long integer_at(count row, count column, long long least, long long most) const override {
    const long long number = number_at<long long>(row, column, "not an integer");
    if (number >= least && number <= most) return number;
    throw wrong(row, column, fmt::format("not from {} to {}", least, most));
  }

  unsigned long long unsigned_at(count row, count column, unsigned long long most) const override {
    if (text_of(row, column).starts_with('-')) {
      number_at<long long>(row, column, "not an integer");
      throw wrong(row, column, fmt::format("not from 0 to {}", most));
    }
    const auto number = number_at<unsigned long long>(row, column, "not an integer");
    if (number <= most) return number;
    throw wrong(row, column, fmt::format("not from 0 to {}", most));
  }

  double real_at(count row, count column) const override {
    return number_at<double>(row, column, "not a number");
  }

  string_ref text_at(count row, count column) const override { return text_of(row, column); }

  bytes_ref bytes_at(count row, count column) const override {
    std::string& bytes = bytes_[{row, column}];
    if (bytes.empty()) bytes = decoded(row, column);
    return {bytes.data(), bytes.size()};
  }

  void release() noexcept override { delete this; }

 private:
  const std::optional<std::string>& at(count row, count column) const {
    return found_.cells[row * found_.columns.size() + column];
  }

  const std::string& text_of(count row, count column) const {
    const std::optional<std::string>& text = at(row, column);
    if (text) return *text;
    throw error(fmt::format("column '{}' is null{}", found_.columns[column], of_row(row)),
                "read it with or_else(…) or as<std::optional<…>>(), or exclude nulls in the SQL");
  }

  template <class Number>
  Number number_at(count row, count column, const char* otherwise) const {
    const std::string& text = text_of(row, column);
    const char* const end = text.data() + text.size();
    Number number{};
    const auto [stopped, code] = std::from_chars(text.data(), end, number);
    if (stopped != end || code == std::errc::invalid_argument) throw wrong(row, column, otherwise);
    if (code == std::errc::result_out_of_range) {
      throw wrong(row, column, "more than the requested type can hold");
    }
    return number;
  }

  std::string decoded(count row, count column) const {
    const std::string& text = text_of(row, column);
    if (!text.starts_with("\\x") || text.size() % 2 != 0) {
      throw wrong(row, column, "not binary data");
    }
    std::string bytes;
    for (const char* digits = text.data() + 2; digits != text.data() + text.size(); digits += 2) {
      unsigned char byte = 0;
      if (std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) {
        throw wrong(row, column, "not binary data");
      }
      bytes += static_cast<char>(byte);
    }
    return bytes;
  }

  // Rows are counted from 1, as in the messages of databases.
  std::string of_row(count row) const {
    return found_.rows == 1 ? std::string() : fmt::format(" in row {}", row + 1);
  }

  error wrong(count row, count column, std::string_view why) const {
    constexpr std::size_t most_shown = 60;
    const std::string& text = *at(row, column);
    std::size_t shown = std::min(text.size(), most_shown);
    while (shown < text.size() && utf8::continues_character(text[shown])) ++shown;
    return error(fmt::format("column '{}' is '{}{}'{}, which is {}", found_.columns[column],
                             text.substr(0, shown), shown < text.size() ? "…" : "", of_row(row),
                             why));
  }

  result_set found_;
  // The bytes that a bytes_ref points to. They do not move, because the elements of a map do not.
  mutable std::map<std::pair<count, count>, std::string> bytes_;
};

}  // namespace

detail::found_rows* new_found_rows(result_set found) {
  return new found_rows_in_memory(std::move(found));
}

}  // namespace revise
