#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise::tool {

/// Says by which rules a source hash was made. Hashes of other rules cannot be compared, so it
/// changes with every change of what normalised_cpp or normalised_sql return.
inline constexpr std::string_view source_hash_scheme = "1";

/// What a migration's own file brings to its source hash.
struct cpp_digest {
  std::string digest;
  /// What its string literals name that may be a SQL file, sorted, each once: `op.execute_file`
  /// takes them from the migration's folder.
  std::vector<std::string> sql_names;
};

cpp_digest digest_of_cpp(std::string_view source);

/// Of a SQL file's normalised text.
std::string digest_of_sql(std::string_view text);

/// The hash of a migration: "1:" and 32 hexadecimal digits. `sql` has a name of `sql_names` and its
/// file's digest for each that there is, in that order.
std::string source_hash(std::string_view cpp,
                        const std::vector<std::pair<std::string, std::string>>& sql);

}  // namespace revise::tool
