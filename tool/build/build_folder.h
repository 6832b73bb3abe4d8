#pragma once

#include <filesystem>
#include <string_view>

#include "config/configuration.h"

namespace revise::tool {

/// The folder that holds compiled files: `<script_location>/.revise`. If that folder cannot be
/// written, is a link, belongs to another user or holds files that revise did not write, it is
/// `$XDG_CACHE_HOME/revise/…` (~/.cache by default). Only one process holds it at a time. As long
/// as this object exists, the umask keeps other users from writing to new files: otherwise the
/// plugin would not be loaded (trusted_plugin). docs/decisions/0019.
class build_folder {
 public:
  /// Makes the folder, with a .gitignore that marks it as revise's, and waits until no other revise
  /// builds in it. If any file in it may not be revise's own (remove_foreign), all files are
  /// removed. Throws build_error if the folder cannot be made or must not be used.
  explicit build_folder(const configuration& config);
  ~build_folder();
  build_folder(const build_folder&) = delete;
  build_folder& operator=(const build_folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes `path()/name` unless the file already holds exactly `text`, so that the file's time
  /// says when it last changed. Makes the folders in `name`. Returns whether it wrote. Throws
  /// build_error.
  bool write(const std::filesystem::path& name, std::string_view text) const;

 private:
  void take();
  void release();

  std::filesystem::path path_;
  unsigned umask_before_;
  int lock_ = -1;
};

/// `<script_location>/.revise`.
std::filesystem::path folder_beside_versions(const configuration& config);

/// The path of the folder, whether or not it exists. Does not make or lock it.
std::filesystem::path build_folder_path(const configuration& config);

}  // namespace revise::tool
