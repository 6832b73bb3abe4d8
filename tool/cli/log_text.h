#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "database/records/log_table.h"

namespace revise::tool {

/// The column widths of a list of entries.
struct log_widths {
  std::size_t revision = 0;
  std::size_t duration = 0;
};

log_widths widths_of(const std::vector<log_entry>& entries);

/// "2026-11-21 09:14:02 UTC  done    upgrade    ae1027a6acf2  12 ms  ann@build7, add users (NOTE)".
/// `about` describes the revision: ", add users".
std::string log_line(const log_entry& entry, const std::string& about, const log_widths& widths);

/// All fields that are known, one per line, with a newline after each.
std::string log_block(const log_entry& entry, const std::string& about);

/// All fields; null for unknown ones.
nlohmann::ordered_json log_json(const log_entry& entry);

/// "2026-11-21 09:14:02 UTC".
std::string log_time(const log_entry& entry);

/// The user and host that ran the step, such as "ann@build7"; "an unknown user" if neither is
/// known.
std::string log_author(const log_entry& entry);

}  // namespace revise::tool
