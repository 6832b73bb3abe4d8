#pragma once

/// What a migration includes: everything of revise that a schema change needs. It includes no
/// standard header beyond <initializer_list>, so that a migration compiles in about 40 ms.
/// docs/decisions/0003 explains how that budget is kept.

#include <revise/operations.h>
#include <revise/registration.h>
#include <revise/table.h>
#include <revise/types.h>
