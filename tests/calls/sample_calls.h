#pragma once

#include <functional>
#include <string>
#include <vector>

#include <revise/migration.h>
#include "operations/operation.h"

namespace revise::test {

/// What a function did, as data.
struct recorded_calls {
  std::vector<operation> operations;         ///< rows of a bulk_insert are not among them
  std::vector<std::vector<sql_value>> rows;  ///< of all that are inserted
  std::vector<std::string> texts;            ///< call_text() of each operation that has a call
};

recorded_calls calls_of(const std::function<void(operations&)>& function, database_kind kind);

/// Calls that are written, compiled and called.
struct sample_call {
  std::string title;
  database_kind kind;
  std::function<void(operations&)> function;
};

/// The functions of all operation samples, for each database that they are for, and calls with
/// texts and values that are hard to write as C++. Always in the same order.
std::vector<sample_call> sample_calls();

}  // namespace revise::test
