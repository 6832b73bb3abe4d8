#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reads the rows of a document. All functions throw nlohmann::json::exception if a value has the
/// wrong type. A field that is null or missing is read as empty.
namespace revise::catalog {

std::string text(const nlohmann::json& row, const char* key);
std::vector<std::string> texts(const nlohmann::json& row, const char* key);
bool flag(const nlohmann::json& row, const char* key);

/// Returns the rows of a section, which must exist. A null, which json_agg() gives for no rows,
/// becomes an empty list.
const nlohmann::json& section(const nlohmann::json& document, const char* key);

/// Returns the value of a one-letter code of the catalog.
template <class Value>
Value decoded(const std::string& code,
              std::initializer_list<std::pair<std::string_view, Value>> known) {
  for (const auto& [letter, value] : known) {
    if (letter == code) return value;
  }
  throw nlohmann::json::other_error::create(501, "unknown code '" + code + "'", nullptr);
}

}  // namespace revise::catalog
