#pragma once

#include <string>
#include <vector>

#include "build/sql_embedding.h"
#include "plugin/stamp.h"

namespace revise::tool {

/// A migration, as the plugin tells of it.
struct table_source {
  std::string compiled_as;  ///< as `location::file` has it
  std::string path;         ///< as the user knows it
  std::string hash;
};

/// The file that makes a plugin of the objects: its one entry, the table of its SQL, its stamp. It
/// does not change when a migration does.
std::string entry_text(const abi_stamp& stamp, const std::vector<embedded_sql>& sql);

/// The assembler file with what entry_text refers to: the tables of sources, of their hashes and of
/// what is `superseded`, as `location::file` has it. A compiler would take seconds for thousands.
std::string source_table_text(const std::vector<table_source>& sources,
                              const std::vector<std::string>& superseded);

}  // namespace revise::tool
