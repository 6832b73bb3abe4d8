#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/operation.h"
#include "util/database_kind.h"

namespace revise {

/// Turns operations into a database's SQL.
class dialect {
 public:
  virtual ~dialect() = default;

  /// The statements that do `op`, in order, without a trailing semicolon; of `execute` its text
  /// as it is. Throws `error` for what this database cannot have or what makes no sense on any
  /// (a table without a name).
  virtual std::vector<std::string> statements(const operation& op) const = 0;

  /// A name as it stands in SQL: quoted when it has to be. Not split at dots.
  virtual std::string quoted(std::string_view name) const = 0;
};

/// The dialect of `kind`; lives as long as the program.
const dialect& dialect_of(database_kind kind);

}  // namespace revise
