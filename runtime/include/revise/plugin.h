#pragma once

#include <revise/registration.h>

/// The one thing a compiled versions folder exports. `revise` generates the file that defines
/// it; a project of yours needs it only when it builds a plugin by other means.

namespace revise {

/// A source file that went into the plugin.
struct plugin_source {
  const char* compiled_as;  ///< as `location::file` has it
  const char* path;         ///< as the user knows it, absolute
};

/// A file of SQL that `op.execute_file` finds, as it was when the plugin was built.
struct plugin_file {
  const char* path;  ///< as the user knows it, absolute
  const char* begin;
  const char* end;
};

struct plugin_description {
  const registered* first;       ///< null when nothing registered; the last constructed comes first
  const plugin_source* sources;  ///< in load order: version_locations, then relative path
  string_ref::size_type source_count;
  const plugin_file* files = nullptr;  ///< in no particular order
  string_ref::size_type file_count = 0;
  /// Of each of `sources` the hash of its text, one behind the other, each with its NUL; null: not
  /// known.
  const char* source_hashes = nullptr;
  /// As `location::file` has them: texts that were edited since they were compiled. What they
  /// registered is not there.
  const char* const* superseded = nullptr;
  string_ref::size_type superseded_count = 0;
  /// What of the ini decides how it runs, as it was when this was built: lines `key = value`; null:
  /// not known. Versions that run where no ini is have it.
  const char* settings = nullptr;
  /// The commit they were built from; null or empty: not known.
  const char* git_commit = nullptr;
  /// Of a library among others in one program, where `first` leads to the migrations of all: only
  /// those from `sources` are its own.
  bool is_shared = false;
};

using plugin_entry = const plugin_description* (*)();

}  // namespace revise

extern "C" [[gnu::visibility("default")]] const revise::plugin_description* revise_plugin();
