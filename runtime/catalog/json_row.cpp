#include "catalog/json_row.h"

namespace revise::catalog {

namespace {

template <class Value>
Value value_of(const nlohmann::json& row, const char* key) {
  const auto found = row.find(key);
  return found == row.end() || found->is_null() ? Value() : found->get<Value>();
}

}  // namespace

std::string text(const nlohmann::json& row, const char* key) {
  return value_of<std::string>(row, key);
}

std::vector<std::string> texts(const nlohmann::json& row, const char* key) {
  return value_of<std::vector<std::string>>(row, key);
}

bool flag(const nlohmann::json& row, const char* key) { return value_of<bool>(row, key); }

const nlohmann::json& section(const nlohmann::json& document, const char* key) {
  static const nlohmann::json none = nlohmann::json::array();
  const nlohmann::json& found = document.at(key);
  return found.is_null() ? none : found;
}

}  // namespace revise::catalog
