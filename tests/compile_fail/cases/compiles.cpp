// A migration that compiles: without this control, the other cases could fail for any reason.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations&) {}
void downgrade(operations&) {}

const registered migration{
    .revision = "a",
    .down_revision = {"b", "c"},
    .depends_on = {"d"},
    .branch_labels = {"label"},
    .message = "control",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

const registered one_way{
    .revision = "b",
    .upgrade = [](operations& op) { op.execute("select 1"); },
    .downgrade = irreversible,
};

}  // namespace
