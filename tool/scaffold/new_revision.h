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

/// A migration to scaffold. The caller checks first whether it fits the graph.
struct revision_request {
  std::string revision;
  std::vector<std::string> down_revision;  ///< empty: a base; several: a merge
  std::vector<std::string> depends_on;
  std::vector<std::string> branch_labels;
  std::string message;
  std::filesystem::path version_path;  ///< the folder; empty: the only version location
  std::time_t created_at = 0;
  bool with_sql = false;  ///< its functions run SQL files beside it
};

struct planned_revision {
  struct file {
    std::filesystem::path path;  ///< absolute
    std::string text;
  };
  std::filesystem::path path;  ///< absolute
  std::string text;
  std::vector<file> sql;  ///< for the upgrade and the downgrade; or empty
};

/// Plans the files for `request`, from the user's template in `script_location` if there is one,
/// else from revise's own. Changes nothing. Throws `config_error` if a template, file_template,
/// timezone or hook cannot be used, or if the folder is not a version location.
planned_revision plan_revision(const configuration& config, const revision_request& request);

/// Writes the files, making their folder if it does not exist, and runs the post write hooks on the
/// migration. The hooks' output goes to `on_output`. Throws `error`, for example if one of the
/// files already exists. After a hook's error the files are kept; after any other error none of
/// them exists.
void write_revision(const configuration& config, const planned_revision& revision,
                    const std::function<void(std::string_view)>& on_output);

}  // namespace revise::tool
