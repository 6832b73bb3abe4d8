#pragma once

#include <libpq-fe.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "util/result_set.h"
#include "util/sql_value.h"

namespace revise {

/// The parameters of a statement as PQexecParams takes them, all in text format.
class postgresql_parameters {
 public:
  /// Throws `error` when there are more than the protocol can count.
  explicit postgresql_parameters(const std::vector<sql_value>& parameters);
  // The pointers go with the texts.
  postgresql_parameters(postgresql_parameters&&) noexcept = default;
  postgresql_parameters& operator=(postgresql_parameters&&) noexcept = default;

  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* texts() const { return pointers_.data(); }
  std::size_t bytes() const;

  /// How many the server wants, from `message`, in whatever language: "bind message supplies 1
  /// parameters, but prepared statement "" requires 2".
  static std::optional<std::size_t> required(std::string_view message, std::size_t given);

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;  // null for null
};

result_set result_set_of(const PGresult& result);

}  // namespace revise
