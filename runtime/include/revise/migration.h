#pragma once

/// What a migration includes: all of revise that a schema change needs, and no standard header
/// beyond <initializer_list>, so that a file compiles in some 40 ms. docs/decisions/0003 says
/// how that budget is held.

#include <revise/operations.h>
#include <revise/registration.h>
#include <revise/table.h>
#include <revise/types.h>
