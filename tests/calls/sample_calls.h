#pragma once

#include <functional>
#include <string>
#include <vector>

#include <revise/migration.h>
#include "operations/operation.h"

namespace revise::test {

/// The operations of a function, as data.
struct recorded_calls {
  std::vector<operation> operations;         ///< without the rows of a bulk_insert
  std::vector<std::vector<sql_value>> rows;  ///< the rows of all bulk_inserts
  std::vector<std::string> texts;            ///< call_text() of each operation that has a call
};

recorded_calls calls_of(const std::function<void(operations&)>& function, database_kind kind);

/// A function whose calls are written, compiled and called.
struct sample_call {
  std::string title;
  database_kind kind;
  std::function<void(operations&)> function;
};

/// The functions of all operation samples, for each of their databases, and calls with texts and
/// values that are hard to write as C++. The order is always the same.
std::vector<sample_call> sample_calls();

}  // namespace revise::test
