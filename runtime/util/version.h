#pragma once

namespace revise {

/// Returns the version of revise: "0.2.0".
const char* version();

}  // namespace revise
