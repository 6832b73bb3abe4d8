#pragma once

#include <revise/error.h>  // what is thrown is public
