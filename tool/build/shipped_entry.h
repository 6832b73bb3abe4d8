#pragma once

#include <string>
#include <vector>

namespace revise::tool {

/// One migration in shipped versions.
struct shipped_source {
  std::string compiled_as;  ///< as in `location::file`
  std::string path;         ///< as shown to the user
  std::string hash;         ///< source_hash
};

/// One SQL file in shipped versions: its text, or the symbol of its first byte in an assembler
/// file.
struct shipped_sql {
  std::string path;
  std::string text = {};
  std::string symbol = {};  ///< if not empty, the text is at this symbol; the symbol with `_end`
                            ///< appended is the byte after the text
};

/// Everything in the entry of compiled versions except the migrations themselves.
struct shipped_entry {
  std::string stamp;  ///< text_of(abi_stamp)
  std::vector<shipped_source> sources;
  std::vector<shipped_sql> sql;
  std::string settings;    ///< settings_text
  std::string git_commit;  ///< empty if not known
  /// The entry function is `revise_versions_NAME`. Empty: only `revise_plugin`.
  std::string name = {};
  bool is_plain = true;    ///< also defines `revise_plugin`
  bool is_shared = false;  ///< plugin_description::is_shared
};

/// The C++ file for `entry`. Together with the objects of the migrations it makes a plugin, or
/// versions that are linked into a program.
std::string shipped_entry_text(const shipped_entry& entry);

}  // namespace revise::tool
