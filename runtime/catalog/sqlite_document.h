#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// The result of query_of(database_kind::sqlite).
extern const std::string_view sqlite_query;

/// Reads the result of sqlite_query. Only columns are in a defined order. Throws
/// nlohmann::json::exception if the document has another form.
snapshot read_sqlite_document(const nlohmann::json& document);

}  // namespace revise::catalog
