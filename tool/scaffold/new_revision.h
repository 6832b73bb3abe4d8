#pragma once

#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/configuration.h"
#include "scaffold/template_text.h"

namespace revise::tool {

/// A migration to scaffold. Whether the graph can take it is for the caller to ask first.
struct revision_request {
  std::string revision;
  std::vector<std::string> down_revision;  ///< empty: a base; several: a merge
  std::vector<std::string> depends_on;
  std::vector<std::string> branch_labels;
  std::string message;
  std::filesystem::path version_path;  ///< the folder; empty: the only version location
  std::time_t created_at = 0;
  bool with_sql = false;  ///< its functions run files of SQL beside it
};

struct planned_revision {
  struct file {
    std::filesystem::path path;  ///< absolute
    std::string text;
  };
  std::filesystem::path path;  ///< absolute
  std::string text;
  std::vector<file> sql;  ///< those of the upgrade and the downgrade; or none
};

/// The files that `request` makes, by the template in `script_location` if the user has one there,
/// else by revise's own. Changes nothing. Throws `config_error` for a template, file_template,
/// timezone or hook that cannot be used, and for a folder that is no version location.
planned_revision plan_revision(const configuration& config, const revision_request& request);

/// Writes the files (making their folder where there is none yet) and runs the post write hooks on
/// the migration; what those print goes to `on_output`. Throws `error`, also where one of the files
/// is there already: where that comes from a hook, the files are there, otherwise none is.
void write_revision(const configuration& config, const planned_revision& revision,
                    const std::function<void(std::string_view)>& on_output);

}  // namespace revise::tool
