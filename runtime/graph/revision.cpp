#include "graph/revision.h"

#include <algorithm>

namespace revise::graph {

bool is_valid_identifier(std::string_view name) {
  // Not std::isalnum: whether an id is valid must not depend on the locale.
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= 255 && std::all_of(name.begin(), name.end(), allowed);
}

bool is_reserved(std::string_view name) {
  return name == "head" || name == "heads" || name == "base" || name == "current";
}

}  // namespace revise::graph
