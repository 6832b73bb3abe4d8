#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.h"
#include "util/database_kind.h"

namespace revise::catalog {

/// Returns the statement that reads a catalog. Its result is one row with one value, the document
/// that read_document() takes. It changes nothing, and may run inside or outside a transaction. It
/// needs PostgreSQL 14 or SQLite 3.38, or later.
std::string_view query_of(database_kind kind);

/// The name of a table that the snapshot leaves out.
struct table_name {
  std::string schema;  ///< empty: in every schema
  std::string name;
};

/// Reads a document that query_of(kind) returned. The tables in `left_out` are omitted, with
/// everything that belongs to them. Throws `error` if the text is not such a document.
snapshot read_document(database_kind kind, std::string_view document,
                       const std::vector<table_name>& left_out = {});

}  // namespace revise::catalog
