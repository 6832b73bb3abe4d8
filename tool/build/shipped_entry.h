#pragma once

#include <string>
#include <vector>

namespace revise::tool {

/// A migration that goes into what is shipped.
struct shipped_source {
  std::string compiled_as;  ///< as `location::file` has it
  std::string path;         ///< as it is told
  std::string hash;         ///< source_hash
};

/// A file of SQL in it: its text, or the symbol that an assembler file gives its first byte.
struct shipped_sql {
  std::string path;
  std::string text = {};
  std::string symbol = {};  ///< not empty: the text is there; `_end` behind it is the byte after it
};

/// All that the entry of compiled versions says, but the migrations themselves.
struct shipped_entry {
  std::string stamp;  ///< text_of(abi_stamp)
  std::vector<shipped_source> sources;
  std::vector<shipped_sql> sql;
  std::string settings;    ///< settings_text
  std::string git_commit;  ///< empty: not known
  /// Its function is `revise_versions_NAME`; empty: none but the common `revise_plugin`.
  std::string name = {};
  bool is_plain = true;    ///< it is `revise_plugin`, too
  bool is_shared = false;  ///< plugin_description::is_shared
};

/// The C++ file of it: with the objects of the migrations it makes a plugin, or versions that are
/// linked into a program.
std::string shipped_entry_text(const shipped_entry& entry);

}  // namespace revise::tool
