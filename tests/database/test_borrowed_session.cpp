// A connection on a session that the program itself has opened.

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "database/compiled.h"
#include "revise/migrator.h"

namespace test_borrowed_session {

using namespace revise;
using namespace revise::test;

namespace {

void make_users(operations& op) {
  op.create_table("users", {column("id", integer).primary_key()});
  op.execute("insert into users values (1)");
}
void drop_users(operations& op) { op.drop_table("users"); }
void make_orders(operations& op) {
  op.create_table("orders", {column("id", integer).primary_key()});
}

const compiled& two() {
  static const std::initializer_list<string_ref> after_a = {"a"};
  static const compiled versions(
      {{.revision = "a", .upgrade = make_users, .downgrade = drop_users, .link = in_file("a.cpp")},
       {.revision = "b",
        .down_revision = after_a,
        .upgrade = make_orders,
        .downgrade = reversed,
        .link = in_file("b.cpp")}});
  return versions;
}

migrator_options with(const compiled& versions) { return {.versions = versions.description()}; }

std::string asked(soci::session& session, const std::string& sql) {
  std::string found;
  session << sql, soci::into(found);
  return found;
}

void open(soci::session& session, const postgres_database& database) {
  session.open(soci::postgresql, database.url() + "?application_name=shop");
}
void open(soci::session& session, const sqlite_database& database) {
  session.open(soci::sqlite3, database.path());
}

}  // namespace

TEST_CASE_TEMPLATE("a session of the program's own is brought up, and is usable afterwards",
                   Database, postgres_database, sqlite_database) {
  const Database database;
  soci::session session;
  open(session, database);
  migrator shop(session, with(two()));
  CHECK(shop.pending().steps.size() == 2);
  CHECK(shop.upgrade().current == lines{"b"});
  int users = 0;
  session << "select count(*) from users", soci::into(users);
  CHECK(users == 1);
  CHECK(shop.downgrade("base").current.empty());
  CHECK(shop.upgrade("a").current == lines{"a"});
  CHECK(session.is_connected());
}

TEST_CASE_TEMPLATE("a session in a transaction is refused, and its transaction goes on", Database,
                   postgres_database, sqlite_database) {
  const Database database;
  soci::session session;
  open(session, database);
  session << "create table mine (id integer)";
  session << "begin";
  session << "insert into mine values (7)";
  CHECK(error_text([&] { migrator(session, with(two())).upgrade(); }) ==
        "the session is in a transaction\nhint: commit or roll back before passing the session to "
        "revise");
  session << "commit";
  CHECK(database.execute("select id from mine") == "7\n");
}

// Roles belong to the server, not to the database.
struct owner_role {
  explicit owner_role(const postgres_database& database) : of(database) {
    of.execute("create schema shop; create role " + name + "; grant " + name +
               " to current_user; grant all on schema shop, public to " + name);
  }
  ~owner_role() { of.execute("drop owned by " + name + "; drop role " + name); }
  owner_role(const owner_role&) = delete;
  owner_role& operator=(const owner_role&) = delete;

  const postgres_database& of;
  const std::string name = of.name() + "_owner";
};

TEST_CASE("what was set for a session holds while it is migrated and afterwards") {
  const postgres_database database;
  const owner_role owner(database);
  soci::session session;
  open(session, database);
  session << "set search_path = shop";
  session << "set statement_timeout = '77s'";
  session << "set role " + owner.name;
  session << "create temporary table basket (id integer)";
  session << "insert into basket values (3)";
  session << "listen orders";
  session << "prepare ask as select 'prepared'::text";
  session << "set client_encoding = 'LATIN1'";
  migrator(session, with(two())).upgrade();
  CHECK(asked(session, "show search_path") == "shop");
  CHECK(asked(session, "show statement_timeout") == "77s");
  CHECK(asked(session, "select current_user::text") == owner.name);
  CHECK(asked(session, "show client_encoding") == "LATIN1");
  CHECK(asked(session, "show client_connection_check_interval") == "0");
  CHECK(asked(session, "execute ask") == "prepared");
  CHECK(asked(session, "select pg_listening_channels()") == "orders");
  CHECK(asked(session, "select id::text from basket") == "3");
  CHECK(database.execute("select schemaname, tablename from pg_tables where tableowner = '" +
                         owner.name + "' and schemaname = 'shop' order by 2") ==
        "shop|alembic_version\nshop|alembic_version_log\nshop|orders\nshop|users\n");
}

TEST_CASE("the pragmas of a session are as they were") {
  const sqlite_database database;
  soci::session session;
  open(session, database);
  session << "pragma foreign_keys = on";
  session << "pragma busy_timeout = 1234";
  migrator(session, with(two())).upgrade();
  CHECK(asked(session, "select foreign_keys from pragma_foreign_keys") == "1");
  CHECK(asked(session, "select timeout from pragma_busy_timeout") == "1234");
}

TEST_CASE("a session through a pooler is refused, since the lock needs a connection of its own") {
  const postgres_database database(postgres_server::pooled);
  soci::session session(soci::postgresql, database.pooled_url() + "?application_name=shop");
  CHECK(error_text([&] { migrator(session, with(two())).upgrade(); }) ==
        "the session goes through a pooler, where the run lock needs its own connection\n"
        "hint: pass the URL instead of the session, or a session that connects to the server "
        "directly");
  CHECK(migrator(database.pooled_url(), with(two())).upgrade().current == lines{"b"});
}

TEST_CASE("a session that is closed is refused") {
  soci::session session;
  CHECK(error_text([&] { migrator(session, with(two())).current(); }) ==
        "the session is not connected\nhint: open the session before passing it to revise");
}

}  // namespace test_borrowed_session
