#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// What query_of(database_kind::sqlite) gives.
extern const std::string_view sqlite_query;

/// Reads what sqlite_query gives, in no particular order but that of columns. Throws
/// nlohmann::json::exception when the document has another form.
snapshot read_sqlite_document(const nlohmann::json& document);

}  // namespace revise::catalog
