#pragma once

#include <nlohmann/json_fwd.hpp>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// Reads what postgresql_query gives, in no particular order but that of columns and labels.
/// Throws nlohmann::json::exception when the document has another form.
snapshot read_postgresql_document(const nlohmann::json& document);

}  // namespace revise::catalog
