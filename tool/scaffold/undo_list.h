#pragma once

#include <filesystem>
#include <system_error>
#include <vector>

namespace revise::tool {

/// Removes the added files and folders when destroyed, unless keep_all() was called.
class undo_list {
 public:
  undo_list() = default;
  undo_list(const undo_list&) = delete;
  undo_list& operator=(const undo_list&) = delete;
  ~undo_list() {
    // Not remove_all: files that another process has put into a folder are kept.
    std::error_code ignored;
    for (auto path = made_.rbegin(); path != made_.rend(); ++path) {
      std::filesystem::remove(*path, ignored);
    }
  }
  void add(const std::filesystem::path& path) { made_.push_back(path); }
  void keep_all() { made_.clear(); }

 private:
  std::vector<std::filesystem::path> made_;
};

}  // namespace revise::tool
