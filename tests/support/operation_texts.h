#pragma once

#include <string>
#include <vector>

#include "operations/operation.h"

namespace revise::test {

/// An operation with `ending` behind one of its texts.
struct changed_operation {
  operation what;
  std::string text;  ///< as it was
  std::string ending;
  bool is_sql = false;  ///< raw_sql, not a name or a literal
};

/// `op` once for each of its texts (`std::string`, a name or what becomes a literal, and `raw_sql`)
/// and each ending: a comment, quotes, a bracket, a semicolon. The compiler finds the texts, so
/// that one that is added to an operation is among them. SQL that is run as it is (`execute`) and
/// rows are no part of a statement, and left out.
std::vector<changed_operation> changed_operations(const operation& op);

}  // namespace revise::test
