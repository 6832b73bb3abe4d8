#pragma once

#include <string>
#include <string_view>

#include "config/configuration.h"

namespace revise::tool {

/// What of an ini goes with the versions when they are compiled for another machine: where their
/// version table is, and the limits of a run. Lines `key = value`. The URL and whatever else may be
/// secret or of this machine stays here.
std::string settings_text(const configuration& config);

/// Reads that text into `config`. A key that this revise does not know is passed over. Throws
/// config_error for a value that it cannot read.
void take_settings(std::string_view text, configuration& config);

}  // namespace revise::tool
