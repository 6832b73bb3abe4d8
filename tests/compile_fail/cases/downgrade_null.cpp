// A missing downgrade must be written as irreversible.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .upgrade = upgrade,
    .downgrade = nullptr,
};

}  // namespace
