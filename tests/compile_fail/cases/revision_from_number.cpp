// A revision id is text.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = 12,
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
