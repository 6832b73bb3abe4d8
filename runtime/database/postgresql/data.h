#pragma once

#include <libpq-fe.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "util/result_set.h"
#include "util/sql_value.h"

namespace revise {

/// The parameters of a statement in the form that PQexecParams takes, all in text format.
class postgresql_parameters {
 public:
  /// Throws `error` if there are more parameters than the protocol allows.
  explicit postgresql_parameters(const std::vector<sql_value>& parameters);
  // It can only be moved, because the pointers refer to the texts.
  postgresql_parameters(postgresql_parameters&&) noexcept = default;
  postgresql_parameters& operator=(postgresql_parameters&&) noexcept = default;

  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* texts() const { return pointers_.data(); }
  std::size_t bytes() const;

  /// Returns the number of parameters that the server expects. It is read from `message`, in any
  /// language: "bind message supplies 1 parameters, but prepared statement "" requires 2". `given`
  /// is the number that was sent.
  static std::optional<std::size_t> required(std::string_view message, std::size_t given);

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;  // null for a null value
};

result_set result_set_of(const PGresult& result);

}  // namespace revise
