#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// The privileges of a document's objects, as far as they are not the usual ones of their kind: a
/// list that the server keeps because somebody once changed it may say just those.
class postgresql_grants {
 public:
  explicit postgresql_grants(const nlohmann::json& document);

  /// `kind` is schema, relation, type, routine or default; `column` only of a relation's column.
  std::vector<grant> of(const std::string& kind, const std::string& id,
                        const std::string& column = {}) const;

 private:
  struct pair {
    bool is_given = false;
    bool is_usual = false;
    bool is_grantable = false;  ///< as given
  };
  using by_role_and_privilege = std::map<std::pair<std::string, std::string>, pair>;

  std::map<std::string, by_role_and_privilege> objects_;
};

}  // namespace revise::catalog
