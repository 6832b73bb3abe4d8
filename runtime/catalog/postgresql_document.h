#pragma once

#include <nlohmann/json_fwd.hpp>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// Reads the result of postgresql_query. Only columns and labels are in a defined order. Throws
/// nlohmann::json::exception if the document has another form.
snapshot read_postgresql_document(const nlohmann::json& document);

}  // namespace revise::catalog
