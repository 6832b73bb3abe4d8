#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace revise {

/// A file that exists to be locked, by flock(2): the lock is the process's, and goes with it
/// however it ends. Not for network file systems that lock within one machine only.
class side_file {
 public:
  /// Makes the file, with the owner and the permissions of `like`, and locks it; null: another
  /// process has it. Throws `error` when the folder does not take it.
  static std::unique_ptr<side_file> lock(const std::filesystem::path& path,
                                         const std::filesystem::path& like);

  /// Removes the file and lets it go.
  ~side_file();
  side_file(const side_file&) = delete;
  side_file& operator=(const side_file&) = delete;

  /// Replaces what is in it, for those who want the lock. Without a word when the disk is full.
  void write(const std::string& text) const;

  /// Whether the file under that name still is this one.
  bool is_in_place() const;

 private:
  side_file(std::filesystem::path path, int descriptor);

  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace revise
