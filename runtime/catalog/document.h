#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"
#include "util/database_kind.h"

namespace revise::catalog {

/// The one statement that reads a catalog. Its result is one row with one value, the document that
/// read_document() takes. It changes nothing, and may run in a transaction or outside. PostgreSQL
/// 14 or later, SQLite 3.38 or later.
std::string_view query_of(database_kind kind);

/// A table that is not to be looked at.
struct table_name {
  std::string schema;  ///< empty: in any
  std::string name;
};

/// Reads a document that query_of(kind) gave. `left_out` is gone with all that belongs to it.
/// Throws `error` when the text is no such document.
snapshot read_document(database_kind kind, std::string_view document,
                       const std::vector<table_name>& left_out = {});

}  // namespace revise::catalog
