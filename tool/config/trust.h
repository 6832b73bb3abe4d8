#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/configuration.h"

namespace revise::tool {

/// Why the ini `file`, which messages call `name`, may not say which programs run: it or its folder
/// belongs to somebody who is neither the user nor root, or others can write to it
/// (docs/decisions/0019). Nothing: it may.
std::optional<config_error> find_ini_distrust(const std::filesystem::path& file,
                                              const std::string& name);

/// Throws `config_error` where such an ini, or the `.env` beside it, names the compiler or what it
/// and the linker are given. To be asked before any of them is started.
void require_trusted_compiler(const configuration& config);

/// The same for programs that run on new files.
void require_trusted_hooks(const configuration& config);

}  // namespace revise::tool
