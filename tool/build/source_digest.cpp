#include "build/source_digest.h"

#include <fmt/format.h>

#include <algorithm>

#include "build/normal_cpp.h"
#include "build/normal_sql.h"
#include "util/hash.h"

namespace revise::tool {

cpp_digest digest_of_cpp(std::string_view source) {
  normal_cpp normal = normalised_cpp(source);
  cpp_digest result{.digest = digest_of(normal.text), .sql_names = {}};
  for (std::string& literal : normal.literals) {
    if (literal.ends_with(".sql")) result.sql_names.push_back(std::move(literal));
  }
  std::sort(result.sql_names.begin(), result.sql_names.end());
  result.sql_names.erase(std::unique(result.sql_names.begin(), result.sql_names.end()),
                         result.sql_names.end());
  return result;
}

std::string digest_of_sql(std::string_view text) {
  return digest_of(normalised_sql(with_plain_line_ends(text)));
}

std::string source_hash(std::string_view cpp,
                        const std::vector<std::pair<std::string, std::string>>& sql) {
  std::string all = fmt::format("{}\n", cpp);
  for (const auto& [name, digest] : sql) all += fmt::format("{} {}\n", digest, name);
  return fmt::format("{}:{}", source_hash_scheme, digest_of(all));
}

}  // namespace revise::tool
