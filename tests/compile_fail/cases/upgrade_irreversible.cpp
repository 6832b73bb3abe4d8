// Only the downgrade can be irreversible.
// g++: could not convert .revise::irreversible. .* to .revise::step_function
// clang++: no viable conversion from 'const revise::irreversible_t' to 'revise::step_function'
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
