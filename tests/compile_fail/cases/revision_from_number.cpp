// A revision id is text.
// g++: could not convert .12. from .int. to .revise::string_ref
// clang++: no viable conversion from 'int' to 'revise::string_ref'
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
