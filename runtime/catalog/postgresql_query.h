#pragma once

#include <string_view>

namespace revise::catalog {

/// What query_of(database_kind::postgresql) gives.
extern const std::string_view postgresql_query;

}  // namespace revise::catalog
