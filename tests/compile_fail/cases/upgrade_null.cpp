// A null pointer is not a function.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .upgrade = nullptr,
    .downgrade = downgrade,
};

}  // namespace
