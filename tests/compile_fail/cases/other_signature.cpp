// A migration's function takes the operations and returns nothing.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

int answer(operations&, int) { return 42; }

const registered migration{
    .revision = "a",
    .upgrade = answer,
    .downgrade = downgrade,
};

}  // namespace
