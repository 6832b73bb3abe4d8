#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace revise::tool {

/// One entry of a folder.
struct folder_entry {
  std::string name;
  bool is_folder = false;  ///< true also for a link to a folder
  bool is_link = false;
  bool is_file = false;  ///< a regular file; true also for a link to one
};

/// The entries of `folder` that are not hidden, in no particular order. Calls stat(2) only for an
/// entry whose type readdir(3) does not give. With thousands of migrations, std::filesystem takes
/// longer for this than all other work of a run in which nothing changed. `failure` is set if the
/// folder cannot be read.
std::vector<folder_entry> entries_of(const std::filesystem::path& folder, std::error_code& failure);

}  // namespace revise::tool
