#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

/// Throws `config_error` when one of the hooks is of a type that revise does not run: asked before
/// a file is written.
void check_post_write_hooks(const std::vector<post_write_hook>& hooks);

/// Runs each hook on `file` in turn, with the file's absolute path for REVISION_SCRIPT_FILENAME in
/// its options, or in front of them where they do not name it. What the hooks print (both streams)
/// goes to `on_output`, since stdout is for data. Throws `error` with the hook's name when one
/// cannot be started or fails; the file stays.
void run_post_write_hooks(const std::vector<post_write_hook>& hooks,
                          const std::filesystem::path& file,
                          const std::function<void(std::string_view)>& on_output);

}  // namespace revise::tool
