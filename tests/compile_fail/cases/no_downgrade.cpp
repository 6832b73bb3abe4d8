// A migration must have a downgrade, or say that it is irreversible, so that it cannot be
// forgotten.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .upgrade = upgrade,
};

}  // namespace
