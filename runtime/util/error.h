#pragma once

#include <revise/error.h>  // the errors that revise throws are public
