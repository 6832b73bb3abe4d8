#pragma once

#include <filesystem>
#include <system_error>
#include <vector>

namespace revise::tool {

/// Takes back what was made, files and folders, unless told that all of it was.
class undo_list {
 public:
  undo_list() = default;
  undo_list(const undo_list&) = delete;
  undo_list& operator=(const undo_list&) = delete;
  ~undo_list() {
    // Not remove_all: what someone else put there meanwhile stays.
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
