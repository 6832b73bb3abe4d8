#include "engine/read_catalog.h"

namespace revise {

catalog::snapshot read_catalog(connection& database,
                               const std::vector<catalog::table_name>& left_out) {
  const result_set found = database.query(catalog::query_of(database.kind()), {});
  return catalog::read_document(database.kind(), found.cells.at(0).value(), left_out);
}

}  // namespace revise
