#pragma once

#include <string>
#include <variant>

namespace revise {

/// Bytes on their way to a database, where `std::string` is text.
struct sql_bytes {
  std::string data;
  bool operator==(const sql_bytes&) const = default;
};

/// A value with a storage of its own, as it goes to a database: a parameter of a statement. Text is
/// UTF-8. `monostate` is null; the unsigned one is there for what is more than the largest signed
/// number.
using sql_value = std::variant<std::monostate, bool, long long, unsigned long long, double,
                               std::string, sql_bytes>;

}  // namespace revise
