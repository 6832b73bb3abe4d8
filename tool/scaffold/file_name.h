#pragma once

#include <filesystem>
#include <string>

#include "scaffold/creation_time.h"

namespace revise::tool {

/// The values for the tokens of a file template: `rev`, `slug`, `epoch`, `year`, `month`, `day`,
/// `hour`, `minute`, `second`.
struct file_name_parts {
  std::string revision;
  std::string slug;  ///< if empty, separators around it are removed from the name
  creation_time created;
};

/// The path of a new file below its version location, including `.cpp`. `file_template` is, for
/// example, `%(year)d%(month).2d%(day).2d_%(rev)s_%(slug)s`; `%%` is `%`. A template with folders
/// needs `allow_folders`. Throws `config_error` (without a place) if the template has an unknown
/// token, does not make a file name, makes a hidden name, or leads out of the folder.
std::filesystem::path file_name_of(const std::string& file_template, const file_name_parts& parts,
                                   bool allow_folders);

}  // namespace revise::tool
