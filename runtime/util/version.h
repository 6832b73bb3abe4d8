#pragma once

namespace revise {

/// Of revise: "0.1.0".
const char* version();

}  // namespace revise
