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
};

struct planned_revision {
  std::filesystem::path path;  ///< absolute
  std::string text;
};

/// The file that `request` makes, by the template in `script_location` if the user has one there,
/// else by revise's own. Changes nothing. Throws `config_error` for a template, file_template,
/// timezone or hook that cannot be used, and for a folder that is no version location.
planned_revision plan_revision(const configuration& config, const revision_request& request);

/// Writes the file (making its folder where there is none yet) and runs the post write hooks on
/// it; what those print goes to `on_output`. Throws `error`: where that comes from a hook, the
/// file is there, otherwise it is not.
void write_revision(const configuration& config, const planned_revision& revision,
                    const std::function<void(std::string_view)>& on_output);

}  // namespace revise::tool
