#include "prices.h"

int price_of_bread() { return 42; }
