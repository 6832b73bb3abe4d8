#pragma once

#include <filesystem>
#include <string_view>

#include "config/configuration.h"

namespace revise::tool {

/// The folder that holds what is compiled: `<script_location>/.revise`, or, where that cannot be
/// written, is a link, belongs to another user or holds files that revise did not write,
/// `$XDG_CACHE_HOME/revise/…` (~/.cache by default). One process at a time holds it. While this
/// lives, the umask lets no other user write to what is made: the plugin would not be loaded
/// (trusted_plugin). docs/decisions/0019.
class build_folder {
 public:
  /// Makes the folder, with a .gitignore in it that marks it as revise's, and waits until no other
  /// revise builds in it. Where something in it may not be revise's own (remove_foreign), all of it
  /// is removed. Throws build_error when the folder cannot be made, or may not be used.
  explicit build_folder(const configuration& config);
  ~build_folder();
  build_folder(const build_folder&) = delete;
  build_folder& operator=(const build_folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes `path()/name` unless it holds just this text, so that its time tells when it changed.
  /// Folders of `name` are made. Returns whether it wrote. Throws build_error.
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

/// Where the folder is, or would be, without making or locking it.
std::filesystem::path build_folder_path(const configuration& config);

}  // namespace revise::tool
