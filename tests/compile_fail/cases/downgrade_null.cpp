// A missing downgrade must be written as irreversible.
// g++: use of deleted function .revise::downgrade_function::downgrade_function\(std::nullptr_t\)
// clang++: from 'std::nullptr_t' to 'revise::downgrade_function' invokes a deleted function
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .upgrade = upgrade,
    .downgrade = nullptr,
};

}  // namespace
