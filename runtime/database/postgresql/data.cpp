#include "database/postgresql/data.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <memory>

#include "database/parameters.h"
#include "database/value_text.h"

namespace revise {

namespace {

constexpr Oid bytea_oid = 17;
constexpr std::size_t most_parameters = 65'535;  // PostgreSQL manual, 55.7, "Bind": Int16

// A setting of the role or the database may set bytea_output to `escape`.
std::string bytea_as_hex(const char* text) {
  if (std::strncmp(text, "\\x", 2) == 0) return text;
  std::size_t size = 0;
  const std::unique_ptr<unsigned char, decltype(&PQfreemem)> bytes(
      PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size), &PQfreemem);
  std::string hex;
  append_hex(hex, {bytes.get(), size});
  return hex;
}

}  // namespace

postgresql_parameters::postgresql_parameters(const std::vector<sql_value>& parameters) {
  if (parameters.size() > most_parameters) {
    throw error(fmt::format("one statement has {} parameters, but postgresql accepts at most {}",
                            parameters.size(), most_parameters),
                "use bulk_insert for many rows");
  }
  texts_.reserve(parameters.size());
  for (const sql_value& parameter : parameters) {
    const value v = view_of(parameter);
    texts_.push_back(v.is_null() ? std::string() : text_of(v));
    pointers_.push_back(v.is_null() ? nullptr : texts_.back().c_str());
  }
}

std::size_t postgresql_parameters::bytes() const {
  std::size_t sum = 0;
  for (const std::string& text : texts_) sum += text.size();
  return sum;
}

std::optional<std::size_t> postgresql_parameters::required(std::string_view message,
                                                           std::size_t given) {
  std::vector<std::size_t> numbers;
  for (const char* at = message.data(); at != message.data() + message.size();) {
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(at, message.data() + message.size(), number);
    if (code == std::errc()) numbers.push_back(number);
    at = end == at ? at + 1 : end;
  }
  if (numbers.size() != 2) return {};
  if (numbers[0] == given) return numbers[1];
  if (numbers[1] == given) return numbers[0];
  return {};
}

result_set result_set_of(const PGresult& result) {
  result_set found;
  const int columns = PQnfields(&result);
  const int rows = PQntuples(&result);
  for (int column = 0; column < columns; ++column) {
    found.columns.emplace_back(PQfname(&result, column));
  }
  found.rows = static_cast<std::size_t>(rows);
  found.cells.reserve(found.rows * found.columns.size());
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(&result, row, column) != 0) {
        found.cells.emplace_back();
        continue;
      }
      const char* text = PQgetvalue(&result, row, column);
      if (PQftype(&result, column) == bytea_oid) {
        found.cells.emplace_back(bytea_as_hex(text));
      } else {
        found.cells.emplace_back(std::in_place, text,
                                 static_cast<std::size_t>(PQgetlength(&result, row, column)));
      }
    }
  }
  return found;
}

}  // namespace revise
