#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "database/records/log_table.h"

namespace revise::tool {

/// The widths that a list of entries is aligned by.
struct log_widths {
  std::size_t revision = 0;
  std::size_t duration = 0;
};

log_widths widths_of(const std::vector<log_entry>& entries);

/// "2026-11-21 09:14:02 UTC  done    upgrade    ae1027a6acf2  12 ms  ann@build7, add users (NOTE)".
/// `about` is what to say of the revision: ", add users".
std::string log_line(const log_entry& entry, const std::string& about, const log_widths& widths);

/// All that is known of it, a line each, with a newline after each.
std::string log_block(const log_entry& entry, const std::string& about);

/// Its fields; null where nothing is known.
nlohmann::ordered_json log_json(const log_entry& entry);

/// "2026-11-21 09:14:02 UTC".
std::string log_time(const log_entry& entry);

/// "ann@build7": who ran it, as far as is known; "somebody" where nothing is.
std::string log_author(const log_entry& entry);

}  // namespace revise::tool
