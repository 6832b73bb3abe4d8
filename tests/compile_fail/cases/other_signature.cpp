// A migration's function takes the operations and returns nothing.
// g++: could not convert .*answer. .* to .revise::step_function
// clang++: no viable conversion from 'int \(revise::operations &, int\)' to 'revise::step_function'
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
