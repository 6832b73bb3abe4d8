#pragma once

#include <string_view>

namespace revise::catalog {

/// The result of query_of(database_kind::postgresql).
extern const std::string_view postgresql_query;

}  // namespace revise::catalog
