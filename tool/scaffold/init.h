#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scaffold/template_set.h"

namespace revise::tool {

/// The arguments of `init`. Relative paths start from the working directory.
struct init_request {
  std::filesystem::path ini = "alembic.ini";
  std::filesystem::path folder = "migrations";  ///< becomes script_location
  std::string template_name = default_template_set;
};

/// The folders and files that `init` will make, in this order.
struct init_plan {
  struct file {
    std::filesystem::path path;
    std::string text;
  };
  std::vector<std::filesystem::path> folders;  ///< the missing folders, outer ones first
  std::vector<file> files;
};

/// Plans the folders and files, and changes nothing. Throws `error` if the ini or a folder with
/// content already exists, or if the folder's name cannot be written in an ini.
init_plan plan_init(const init_request& request);

/// Makes all folders and files, or throws `error` and removes what it made.
void carry_out(const init_plan& plan);

}  // namespace revise::tool
