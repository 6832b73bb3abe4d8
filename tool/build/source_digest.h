#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise::tool {

/// Names the rules by which a source hash is made. Hashes of different rules cannot be compared, so
/// it must change whenever normalised_cpp or normalised_sql returns something else.
inline constexpr std::string_view source_hash_scheme = "1";

/// The part of a source hash that comes from the migration's own file.
struct cpp_digest {
  std::string digest;
  /// The string literals that may name an SQL file (they end in `.sql`), sorted, each once.
  /// `op.execute_file` looks for them in the migration's folder.
  std::vector<std::string> sql_names;
};

cpp_digest digest_of_cpp(std::string_view source);

/// The digest of an SQL file's normalised text.
std::string digest_of_sql(std::string_view text);

/// The hash of a migration: "1:" and 32 hexadecimal digits. `sql` holds, in the order of
/// `sql_names`, each name whose file exists, with the digest of that file.
std::string source_hash(std::string_view cpp,
                        const std::vector<std::pair<std::string, std::string>>& sql);

}  // namespace revise::tool
