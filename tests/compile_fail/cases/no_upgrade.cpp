// A migration without an upgrade is unfinished.
// g++: use of deleted function .revise::step_function::step_function\(\)
// clang++: call to deleted constructor of 'revise::step_function'
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
