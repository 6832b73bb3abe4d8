// A null pointer is not a function.
// g++: use of deleted function .revise::step_function::step_function\(std::nullptr_t\)
// clang++: from 'std::nullptr_t' to 'revise::step_function' invokes a deleted function
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .upgrade = nullptr,
    .downgrade = downgrade,
};

}  // namespace
