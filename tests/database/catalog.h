#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/differences.h"
#include "catalog/snapshot.h"
#include "database/live.h"
#include "engine/read_catalog.h"

namespace revise::test {

/// The contents of the database, without the tables in `left_out`.
template <class Database>
catalog::snapshot catalog_of(const Database& database,
                             const std::vector<catalog::table_name>& left_out = {}) {
  return read_catalog(*connected(database), left_out);
}

inline std::vector<std::string> lines_between(const catalog::snapshot& before,
                                              const catalog::snapshot& after) {
  std::vector<std::string> result;
  for (const catalog::difference& d : catalog::differences(before, after)) result.push_back(d.line);
  return result;
}

/// The differences after `sql` has run.
template <class Database>
std::vector<std::string> changes(const Database& database, std::string_view sql) {
  const catalog::snapshot before = catalog_of(database);
  database.execute(sql);
  const catalog::snapshot after = catalog_of(database);
  std::vector<std::string> result = lines_between(before, after);
  CHECK(result.empty() == (before == after));
  return result;
}

}  // namespace revise::test
