#pragma once

#include <revise/migration.h>

namespace revise::test {

/// An upgrade or downgrade that changes nothing.
inline void nothing(operations&) {}

}  // namespace revise::test
