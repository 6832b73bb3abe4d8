// Only the downgrade can be irreversible.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .upgrade = irreversible,
    .downgrade = downgrade,
};

}  // namespace
