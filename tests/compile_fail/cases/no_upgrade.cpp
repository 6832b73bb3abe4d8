// A migration without an upgrade is unfinished.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .downgrade = downgrade,
};

}  // namespace
