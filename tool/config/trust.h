#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/configuration.h"

namespace revise::tool {

// One rule applies to every file that leads to code that revise runs (docs/decisions/0019): the
// file and its folder must belong to the user or to root, and no other user may write to them;
// write permission for the user's private group is allowed. Everything below a folder in
// REVISE_TRUST counts as the user's own.

/// The folders that the process's REVISE_TRUST names (absolute paths separated by ':'), with links
/// resolved. Folders that do not exist are left out. Throws `config_error` for a relative path.
std::vector<std::filesystem::path> trusted_folders(const environment& variables);

/// Why the file `path`, which messages call `name`, is not trusted; nullopt if it is trusted or
/// does not exist. If `path` is a link, the folder of the file it leads to is checked too.
std::optional<config_error> find_file_distrust(const std::filesystem::path& path,
                                               const std::string& name,
                                               const std::vector<std::filesystem::path>& trusted);

/// Throws `config_error` if an ini that is not trusted decides what is compiled or how, or if a
/// `.env` that is not trusted contributes to that. Call it before a compiler is started.
void require_trusted_ini(const configuration& config);

/// Throws `config_error` if an ini or `.env` that is not trusted names programs to run on new
/// files.
void require_trusted_hooks(const configuration& config);

/// Throws `config_error`, which begins with `refusal`, if one of `paths` (files or folders) is not
/// trusted. Paths that do not exist are ignored.
void require_trusted(const configuration& config, const std::vector<std::filesystem::path>& paths,
                     const char* refusal = "the migrations are not compiled");

/// The real paths of those `files` that are in the ini's folder, in a version location or in one of
/// include_dirs. Other files belong to the system or the compiler.
std::vector<std::filesystem::path> files_of_project(
    const configuration& config, const std::vector<std::filesystem::path>& files);

}  // namespace revise::tool
