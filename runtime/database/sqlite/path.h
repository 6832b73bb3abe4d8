#pragma once

#include <string>

#include "database/url.h"

namespace revise {

/// The folder of the database at `path`, where that folder is missing; else empty.
std::string missing_folder(const std::string& path);

/// Whether `url` is an SQLite database that does not exist yet, and could be created: its file is
/// missing, and its folder exists. Such a database is empty; one without folder is a mistake in the
/// URL, which connect() refuses.
bool is_yet_to_be_created(const database_url& url);

}  // namespace revise
