#pragma once

#include <string>

#include "database/url.h"

namespace revise {

/// Returns the folder of the database at `path` if that folder does not exist; otherwise an empty
/// text.
std::string missing_folder(const std::string& path);

/// Returns whether `url` is an SQLite database that does not exist and can be created: its file is
/// missing, and its folder exists. Such a database counts as empty. A missing folder is a mistake
/// in the URL, which connect() refuses.
bool is_yet_to_be_created(const database_url& url);

}  // namespace revise
