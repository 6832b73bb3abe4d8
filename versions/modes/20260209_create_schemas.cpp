// create schemas
//
// Revision:  0d8bd2e09961
// Revises:   797681f562e8
// Created:   2026-02-09 09:00 UTC
//
// One schema for each mode of the tool, and one for shared tables. `product` is empty for now.
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_schema("growth");
  op.create_schema("engineering");
  op.create_schema("product");
  op.create_schema("shared");

  // A table is out of reach without usage of its schema, whatever is granted on it. Users who have
  // logged in reach `growth` and `shared`; visitors who have not logged in reach no schema.
  op.grant("usage", object::schema("growth"), {"authenticated", "service_role"});
  op.grant("usage", object::schema("shared"), {"authenticated", "service_role"});
  op.grant("usage", object::schema("engineering"), {"service_role"});
  op.grant("usage", object::schema("product"), {"service_role"});
}

const registered migration{
    .revision = "0d8bd2e09961",
    .down_revision = {"797681f562e8"},
    .message = "create schemas",
    .upgrade = upgrade,
    .downgrade = reversed,
};

}  // namespace
