#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace revise::test {

/// A new, empty folder, which the destructor removes. If the environment has
/// REVISE_KEEP_TEST_FOLDERS, the folder is kept and its path is printed to stderr.
class temporary_folder {
 public:
  /// `name` is the folder's own name, inside a new folder. It can be any name that the file system
  /// accepts, such as `it's a "folder"; $HOME`.
  explicit temporary_folder(std::string_view name = "folder");
  ~temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes `text` to `file` (relative to the folder), and creates missing folders. Returns the
  /// whole path. Throws std::runtime_error if that fails.
  std::filesystem::path write(const std::filesystem::path& file, std::string_view text) const;

  /// The content of `file` (relative to the folder). Throws std::runtime_error if it does not
  /// exist.
  std::string read(const std::filesystem::path& file) const;

 private:
  std::filesystem::path above_;  ///< the folder to remove
  std::filesystem::path path_;
};

}  // namespace revise::test
