#include "util/version.h"

namespace revise {

const char* version() { return REVISE_VERSION; }

}  // namespace revise
