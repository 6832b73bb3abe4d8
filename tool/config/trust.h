#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

// One rule for every file that leads to code that revise runs (docs/decisions/0019): it and its
// folder belong to the user or to root, and no one else can write to them, a private group
// excepted. What is below a folder that REVISE_TRUST names is as the user's own.

/// The folders that REVISE_TRUST of the process names, absolute and separated by ':', without
/// links. Throws `config_error` for a relative one. Those that do not exist trust nothing.
std::vector<std::filesystem::path> trusted_folders(const environment& variables);

/// Why the file `path`, which messages call `name`, is not trusted. A link is followed: also the
/// folder is looked at that the file itself is in. Nothing: it is trusted, or does not exist.
std::optional<config_error> find_file_distrust(const std::filesystem::path& path,
                                               const std::string& name,
                                               const std::vector<std::filesystem::path>& trusted);

/// Throws `config_error` where an ini that is not trusted says what is compiled and how, or where a
/// `.env` that is not trusted has a part in that. To be asked before a compiler is started.
void require_trusted_ini(const configuration& config);

/// Throws `config_error` where such an ini names programs that run on new files.
void require_trusted_hooks(const configuration& config);

/// Throws `config_error`, which begins with `refusal`, where one of `paths`, files or folders, is
/// not trusted. Those that do not exist are passed over.
void require_trusted(const configuration& config, const std::vector<std::filesystem::path>& paths,
                     const char* refusal = "the migrations are not compiled");

/// Of `files` those that are in the ini's folder, in a version location or in one of include_dirs:
/// the others come with the system or the compiler.
std::vector<std::filesystem::path> files_of_project(
    const configuration& config, const std::vector<std::filesystem::path>& files);

}  // namespace revise::tool
