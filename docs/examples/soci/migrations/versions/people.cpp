// people
//
// Revision:  people
// Revises:
#include <revise/migration.h>
#include <revise/soci.h>

#include <soci/soci.h>

#include <string>

using namespace revise;

namespace {

// Code of the application that takes a session.
void add_person(soci::session& sql, int id, const std::string& name) {
  sql << "insert into people (id, name) values (:id, :name)", soci::use(id), soci::use(name);
}

void upgrade(operations& op) {
  op.create_table("people", {column("id", bigint).primary_key(), column("name", text)});
  add_person(session(op), 1, "Ada Lovelace");
  add_person(session(op), 2, "Grace Hopper");
}

const registered migration{
    .revision = "people",
    .down_revision = {},
    .message = "people",
    .upgrade = upgrade,
    .downgrade = [](operations& op) { op.drop_table("people"); },
};

}  // namespace
