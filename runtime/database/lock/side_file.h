#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace revise {

/// A file that exists only to be locked, by flock(2). The lock belongs to the process and is
/// released when the process ends in any way. It does not work on network file systems that lock
/// only within one machine.
class side_file {
 public:
  /// Creates the file, with the owner and the permissions of `like`, and locks it. Null: another
  /// process holds the lock. Throws `error` if the file cannot be created in its folder.
  static std::unique_ptr<side_file> lock(const std::filesystem::path& path,
                                         const std::filesystem::path& like);

  /// Removes the file and releases the lock.
  ~side_file();
  side_file(const side_file&) = delete;
  side_file& operator=(const side_file&) = delete;

  /// Replaces the content of the file, which processes that wait for the lock read. Failures, such
  /// as a full disk, are ignored.
  void write(const std::string& text) const;

  /// Returns whether the path still leads to this file.
  bool is_in_place() const;

 private:
  side_file(std::filesystem::path path, int descriptor);

  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace revise
