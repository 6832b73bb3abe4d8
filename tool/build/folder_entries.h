#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace revise::tool {

/// What is in a folder.
struct folder_entry {
  std::string name;
  bool is_folder = false;  ///< also where a link leads to one
  bool is_link = false;
  bool is_file = false;  ///< a regular file, also where a link leads to one
};

/// What is in `folder` and not hidden, in no particular order. Asks for each entry only where its
/// kind is not told at once: with thousands of migrations, std::filesystem takes longer for this
/// than all else that a run in which nothing changed has to do.
std::vector<folder_entry> entries_of(const std::filesystem::path& folder, std::error_code& failure);

}  // namespace revise::tool
