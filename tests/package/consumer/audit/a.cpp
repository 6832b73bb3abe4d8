#include <revise/migration.h>

using namespace revise;

const registered migration{
    .revision = "audit1",
    .down_revision = {},
    .upgrade = [](operations& op) { op.create_table("audit", {column("what", text)}); },
    .downgrade = [](operations& op) { op.drop_table("audit"); },
};
