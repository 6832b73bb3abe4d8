#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// Throws `config_error` if a hook is of a type that revise does not run. Call it before a file is
/// written.
void check_post_write_hooks(const std::vector<post_write_hook>& hooks);

/// Runs each hook on `file` in turn. REVISION_SCRIPT_FILENAME in a hook's options is replaced by
/// the file's absolute path; if the options do not contain it, the path comes before them. Both
/// output streams of a hook go to `on_output`, since stdout is for data. Throws `error` with the
/// hook's name if a hook cannot be started or fails; the file is kept.
void run_post_write_hooks(const std::vector<post_write_hook>& hooks,
                          const std::filesystem::path& file,
                          const std::function<void(std::string_view)>& on_output);

}  // namespace revise::tool
