// The captured object might no longer exist, or be shared, when the function runs.
// g++: could not convert .<lambda.* to .revise::step_function
// clang++: no viable conversion from .*lambda.* to 'revise::step_function'
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

int captured = 1;

const registered migration{
    .revision = "a",
    .upgrade = [seen = &captured](operations&) { ++*seen; },
    .downgrade = downgrade,
};

}  // namespace
