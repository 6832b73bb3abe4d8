#pragma once

#include <revise/registration.h>

/// Declares the only symbol that a compiled versions folder exports. `revise` generates the file
/// that defines the symbol. A project needs this header only if it builds a plugin by other means.

namespace revise {

/// A source file that was compiled into the plugin.
struct plugin_source {
  const char* compiled_as;  ///< the path that the compiler saw, as in `location::file`
  const char* path;         ///< the path that the user knows, absolute
};

/// A SQL file that `op.execute_file` finds, with its text at the time the plugin was built.
struct plugin_file {
  const char* path;  ///< the path that the user knows, absolute
  const char* begin;
  const char* end;
};

/// What revise reads from a plugin: its migrations, and what they were built from.
struct plugin_description {
  /// The migration that was constructed last, which links to the others. Null: no migration.
  const registered* first;
  const plugin_source* sources;  ///< in load order: version_locations, then relative path
  string_ref::size_type source_count;
  const plugin_file* files = nullptr;  ///< in no particular order
  string_ref::size_type file_count = 0;
  /// The hash of the text of each of `sources`, in the same order. The hashes are concatenated, and
  /// each ends with a NUL. Null: unknown.
  const char* source_hashes = nullptr;
  /// Source files that were edited since they were compiled, by the path in `location::file`. The
  /// migrations that they registered are ignored.
  const char* const* superseded = nullptr;
  string_ref::size_type superseded_count = 0;
  /// The settings of the ini that decide how the migrations run, as they were when the plugin was
  /// built: lines of `key = value`. Versions that run where no ini exists use them. Null: unknown.
  const char* settings = nullptr;
  /// The commit that the versions were built from. Null or empty: unknown.
  const char* git_commit = nullptr;
  /// True if the plugin is a library that shares a program with others. `first` then leads to the
  /// migrations of all of them, and only those from `sources` belong to this plugin.
  bool is_shared = false;
};

using plugin_entry = const plugin_description* (*)();

}  // namespace revise

extern "C" [[gnu::visibility("default")]] const revise::plugin_description* revise_plugin();
