#include <revise/migration.h>
#include <revise/rows.h>

#include <prices.h>

using namespace revise;

const registered migration{
    .revision = "a1",
    .down_revision = {},
    .upgrade =
        [](operations& op) {
          op.execute_file("a.sql");
          op.execute("insert into bread values ($1)", {price_of_bread()});
        },
    .downgrade = [](operations& op) { op.drop_table("bread"); },
};
