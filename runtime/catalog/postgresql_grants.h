#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "catalog/snapshot.h"

namespace revise::catalog {

/// The privileges of a document's objects that differ from the defaults of their kind. The server
/// keeps a list of privileges for each object on which they were ever changed, even if the list
/// equals the defaults again.
class postgresql_grants {
 public:
  explicit postgresql_grants(const nlohmann::json& document);

  /// `kind` is schema, relation, type, routine or default; `column` is only used for a column of a
  /// relation.
  std::vector<grant> of(const std::string& kind, const std::string& id,
                        const std::string& column = {}) const;

 private:
  struct pair {
    bool is_given = false;
    bool is_usual = false;
    bool is_grantable = false;  ///< of the given privilege
  };
  using by_role_and_privilege = std::map<std::pair<std::string, std::string>, pair>;

  std::map<std::string, by_role_and_privilege> objects_;
};

}  // namespace revise::catalog
