#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace revise::test {

/// A new, empty folder that is removed with the object. It stays, and its path is printed to
/// stderr, when the environment has REVISE_KEEP_TEST_FOLDERS.
class temporary_folder {
 public:
  /// `name` is the folder's own name, inside a new folder of no interest: any name that a file
  /// system takes, such as `it's a "folder"; $HOME`.
  explicit temporary_folder(std::string_view name = "folder");
  ~temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes `text` to `file` (relative to the folder), making the folders above it; returns the
  /// whole path. Throws std::runtime_error when that fails.
  std::filesystem::path write(const std::filesystem::path& file, std::string_view text) const;

  /// The whole text of `file` (relative to the folder). Throws std::runtime_error without one.
  std::string read(const std::filesystem::path& file) const;

 private:
  std::filesystem::path above_;  ///< what is removed
  std::filesystem::path path_;
};

}  // namespace revise::test
