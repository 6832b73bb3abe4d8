#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reading the rows of a document. All throw nlohmann::json::exception where a value is of another
/// type; a field that is null, or is not there, is empty.
namespace revise::catalog {

std::string text(const nlohmann::json& row, const char* key);
std::vector<std::string> texts(const nlohmann::json& row, const char* key);
bool flag(const nlohmann::json& row, const char* key);

/// The rows of a section, which has to be there; json_agg() of no rows is null.
const nlohmann::json& section(const nlohmann::json& document, const char* key);

/// What a one-letter code of the catalog stands for.
template <class Value>
Value decoded(const std::string& code,
              std::initializer_list<std::pair<std::string_view, Value>> known) {
  for (const auto& [letter, value] : known) {
    if (letter == code) return value;
  }
  throw nlohmann::json::other_error::create(501, "unknown code '" + code + "'", nullptr);
}

}  // namespace revise::catalog
