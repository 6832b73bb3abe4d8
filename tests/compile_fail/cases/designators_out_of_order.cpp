// The fields have a fixed order: upgrade comes before downgrade.
// g++: designator order for field .revise::registered::upgrade. does not match
// clang++: field 'downgrade' will be initialized after field 'upgrade'
// g++: designator order for field .revise::registered::upgrade. does not match
// clang++: field 'downgrade' will be initialized after field 'upgrade'
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .downgrade = downgrade,
    .upgrade = upgrade,
};

}  // namespace
