#pragma once

#include <string>
#include <vector>

#include "build/sql_embedding.h"
#include "plugin/stamp.h"

namespace revise::tool {

/// One migration in the plugin's table of sources.
struct table_source {
  std::string compiled_as;  ///< as in `location::file`
  std::string path;         ///< as the user knows it
  std::string hash;
};

/// The C++ file that makes a plugin of the objects. It holds the plugin's one entry point, the
/// table of its SQL files and its stamp. It does not change when a migration changes.
std::string entry_text(const abi_stamp& stamp, const std::vector<embedded_sql>& sql);

/// The assembler file that defines the symbols entry_text declares: the tables of the sources, of
/// their hashes, and of the `superseded` names (as in `location::file`). It is assembler because a
/// compiler would take seconds for thousands of rows.
std::string source_table_text(const std::vector<table_source>& sources,
                              const std::vector<std::string>& superseded);

}  // namespace revise::tool
