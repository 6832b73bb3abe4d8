#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scaffold/template_set.h"

namespace revise::tool {

/// What `init` is asked for. Relative paths start from the working directory.
struct init_request {
  std::filesystem::path ini = "alembic.ini";
  std::filesystem::path folder = "migrations";  ///< becomes script_location
  std::string template_name = default_template_set;
};

/// What `init` will make, in this order.
struct init_plan {
  struct file {
    std::filesystem::path path;
    std::string text;
  };
  std::vector<std::filesystem::path> folders;  ///< those that are not there yet, outer ones first
  std::vector<file> files;
};

/// Changes nothing. Throws `error` where something is in the way: the ini, or a folder that is not
/// empty; or where the folder's name cannot be written in an ini.
init_plan plan_init(const init_request& request);

/// Makes it all, or throws `error` and leaves nothing of it behind.
void carry_out(const init_plan& plan);

}  // namespace revise::tool
