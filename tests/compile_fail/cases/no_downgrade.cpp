// A migration must have a downgrade, or say that it is irreversible, so that it cannot be
// forgotten.
// g++: use of deleted function .revise::downgrade_function::downgrade_function\(\)
// clang++: call to implicitly-deleted default constructor of 'revise::downgrade_function'
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
