#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/sql_embedding.h"

namespace revise::tool {

/// The hash of each of `sources`, in their order (source_digest.h), with the `sql` files that they
/// name. Reads those alone that have changed since the last time, by their size and times, which is
/// remembered in the folder. Empty for a file that cannot be read. Throws build_error where the
/// folder cannot be written.
std::vector<std::string> source_hashes(const build_folder& folder,
                                       const std::vector<std::filesystem::path>& sources,
                                       const std::vector<embedded_sql>& sql);

/// The assembler file that holds them as `revise_source_hashes`: one behind the other, each with a
/// NUL. So an edit of one migration compiles no other, nor the plugin's entry.
std::string hashes_assembler_text(const std::vector<std::string>& hashes);

}  // namespace revise::tool
