#pragma once

#include <filesystem>
#include <string>

#include "scaffold/creation_time.h"

namespace revise::tool {

/// What the tokens of a file template stand for: `rev`, `slug`, `epoch`, `year`, `month`, `day`,
/// `hour`, `minute`, `second`.
struct file_name_parts {
  std::string revision;
  std::string slug;  ///< empty: the name is made without it and without a separator left over
  creation_time created;
};

/// The path of a new file below its version location, `.cpp` included, from a `file_template` such
/// as `%(year)d%(month).2d%(day).2d_%(rev)s_%(slug)s`; `%%` is `%`. Folders in it need
/// `allow_folders`. Throws `config_error` (without a place) for a template that has no such token,
/// or makes no file name, or leads out of the folder.
std::filesystem::path file_name_of(const std::string& file_template, const file_name_parts& parts,
                                   bool allow_folders);

}  // namespace revise::tool
