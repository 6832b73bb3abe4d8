#pragma once

#include <string>
#include <vector>

#include "operations/operation.h"

namespace revise::test {

/// An operation with `ending` appended to one of its texts.
struct changed_operation {
  operation what;
  std::string text;  ///< the original text
  std::string ending;
  bool is_sql = false;  ///< whether the text is raw_sql, not a name or a literal
};

/// Returns copies of `op`, one for each of its texts (`std::string`: a name or a literal, and
/// `raw_sql`) and each ending: a comment, quotes, a bracket, a semicolon. The compiler finds the
/// texts, so a text that is added to an operation is included. SQL that is run unchanged
/// (`execute`) and rows are left out, because they are not part of a statement.
std::vector<changed_operation> changed_operations(const operation& op);

}  // namespace revise::test
