#include <revise/migration.h>

using namespace revise;

const registered migration{
    .revision = "b1",
    .down_revision = {"a1"},
    .upgrade = [](operations& op) { op.execute("insert into bread values (1)"); },
    .downgrade = [](operations& op) { op.execute("delete from bread where price = 1"); },
};
