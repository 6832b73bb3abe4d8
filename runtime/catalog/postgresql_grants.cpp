#include "catalog/postgresql_grants.h"

#include "catalog/json_row.h"

namespace revise::catalog {

namespace {

// The column comes last, because its name may contain any character.
std::string key_of(const std::string& kind, const std::string& id, const std::string& column) {
  return kind + ' ' + id + ' ' + column;
}

}  // namespace

postgresql_grants::postgresql_grants(const nlohmann::json& document) {
  for (const nlohmann::json& row : section(document, "grants")) {
    const std::string key = key_of(text(row, "class"), text(row, "id"), text(row, "part"));
    pair& found = objects_[key][{text(row, "role"), text(row, "privilege")}];
    if (flag(row, "is_usual")) {
      found.is_usual = true;
    } else {
      // Several roles may have granted one privilege.
      found.is_given = true;
      found.is_grantable = found.is_grantable || flag(row, "grantable");
    }
  }
}

std::vector<grant> postgresql_grants::of(const std::string& kind, const std::string& id,
                                         const std::string& column) const {
  std::vector<grant> result;
  const auto found = objects_.find(key_of(kind, id, column));
  if (found == objects_.end()) return result;
  for (const auto& [name, held] : found->second) {
    if (held.is_given && held.is_usual && !held.is_grantable) continue;
    result.push_back({.role = name.first,
                      .privilege = name.second,
                      .grantable = held.is_grantable,
                      .revoked = !held.is_given});
  }
  return result;
}

}  // namespace revise::catalog
