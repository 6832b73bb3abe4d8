#pragma once

#include <string>
#include <string_view>

#include "config/configuration.h"

namespace revise::tool {

/// The ini settings that are compiled into versions for another machine, as lines `key = value`:
/// where the version table is, and the limits of a run. The URL and other settings that may be
/// secret or belong to this machine are left out.
std::string settings_text(const configuration& config);

/// Reads the text that settings_text wrote into `config`. Ignores keys that this revise does not
/// know. Throws config_error for a value that it cannot read.
void take_settings(std::string_view text, configuration& config);

}  // namespace revise::tool
