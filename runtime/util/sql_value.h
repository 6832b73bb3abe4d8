#pragma once

#include <string>
#include <variant>

namespace revise {

/// Bytes for the database. A std::string is text.
struct sql_bytes {
  std::string data;
  bool operator==(const sql_bytes&) const = default;
};

/// A value that owns its storage: a parameter of a statement. Text is UTF-8. `monostate` is null.
/// An unsigned number is used only above the largest signed number.
using sql_value = std::variant<std::monostate, bool, long long, unsigned long long, double,
                               std::string, sql_bytes>;

}  // namespace revise
