#pragma once

namespace revise {

/// The version of revise: "0.2.0".
const char* version();

}  // namespace revise
