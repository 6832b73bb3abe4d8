// The catalogs of a database and of its copy are equal, for each way of copying.
#include <unistd.h>

#include "database/catalog.h"
#include "database/catalog_everything.h"
#include "support/temporary_folder.h"
#include "util/process.h"

namespace test_catalog_dump {

using namespace revise;
using namespace revise::test;

namespace {

/// A role, which belongs to the whole server. It must outlive the databases that grant privileges
/// to it.
class role {
 public:
  explicit role(postgres_server server = postgres_server::plain)
      : server_(server), name_("reader_" + std::to_string(getpid())) {
    server_.execute("create role " + name_);
  }
  ~role() { server_.execute("drop role " + name_); }
  role(const role&) = delete;
  role& operator=(const role&) = delete;
  const std::string& name() const { return name_; }

 private:
  postgres_database server_;
  std::string name_;
};

void run(std::vector<std::string> argv) {
  const process_result done = run_process({.argv = std::move(argv),
                                           .working_directory = {},
                                           .environment = {},
                                           .output = process_output::capture,
                                           .on_output = {}});
  REQUIRE_MESSAGE(done.succeeded(), done.output);
}

void copy(const postgres_database& from, const postgres_database& to) {
  const temporary_folder folder;
  const std::string dump = folder.path() / "dump.sql";
  run({"pg_dump", "--schema-only", "--file=" + dump, from.url()});
  run({"psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file=" + dump, to.url()});
}

}  // namespace

TEST_CASE("the catalog of a PostgreSQL database is that of its copy by pg_dump") {
  const role reader(postgres_server::dumpable);
  const postgres_database original(postgres_server::dumpable);
  original.execute(replaced(everything, "READER", reader.name()));
  const postgres_database dumped(postgres_server::dumpable);
  copy(original, dumped);
  const catalog::snapshot before = catalog_of(original);
  CHECK(before.tables.size() == 8);
  CHECK(lines_between(before, catalog_of(dumped)) == std::vector<std::string>());
  CHECK(before == catalog_of(dumped));
}

TEST_CASE("what pg_dump writes in another way than it was written is no difference") {
  const postgres_database original(postgres_server::dumpable);
  original.execute(R"sql(
create domain code as varchar(10) default null::varchar(5) check (value <> all (array['a', 'b']));
create type mood as enum ('sad', 'ok');
create table plain (a varchar(20) default null, b numeric(10, 2) default null, c char(3) default null,
  d timestamp(3) default null, e bit(4) default null, f varchar(20)[] default null,
  g interval(2) default null, h text default null, i code default null, j code);
create table literals (a varchar(20) default 'x', b numeric(10, 2) default 1, c numeric(6, 1) default -1,
  d numeric(6, 1) default '1', e char(3) default 'a', f timestamp(3) default '2020-01-01',
  g bit(4) default b'0001', h varchar(20)[] default '{a}', i varchar(20)[] default array['a', 'b'],
  j text[] default array[]::text[], k interval(2) default '1 day', l text default 'x'::varchar,
  m bigint default 5, n mood[] default array['sad', 'ok']::mood[],
  o numeric(10, 2)[] default array[1, 2.5], p varchar(20) default 'x'::varchar(5),
  q int default (1 + 2) * 3, r varchar(10) default null::text, s varchar(10) default 'a'::char(5),
  t timestamptz(0) default current_timestamp(2), u boolean default (not false),
  v varbit(5) default b'1', w "char" default 'a', x timestamp default (now() at time zone 'utc'));
create table parent (id int not null, a varchar(20) default 'x', b numeric(4, 1) default 1,
  c text default 'x', d code default 'y', e varchar(5)[] default '{}') partition by range (id);
create table parent_1 partition of parent for values from (0) to (10);
create table parent_2 partition of parent (a default 'q') for values from (10) to (20);
alter table parent_1 alter a drop default, alter b drop default, alter c drop default,
  alter d drop default, alter e drop default;
create table old (id int, a varchar(20) default 'x', b varchar(20) default null);
create table young (z varchar(3) default null) inherits (old);
alter table young alter a drop default, alter b set default 'y';
create table checks (s varchar(10) check (s in ('a', 'b')), c char(2) check (c in ('a', 'b')),
  t text check (t = any (array['a'::varchar, 'b'])), n numeric(5, 1) check (n in (1, 2.5)),
  check (s like 'a%' and t not in ('x', 'y')), check (s = 'a'::varchar(3)),
  check (cast(null as varchar(4)) is null), check ((array['a', 'b']::varchar(3)[])[1] = s));
create index ix on checks ((s || 'x')) where s in ('a', 'b') and t <> all (array['q', 'r']::varchar[]);
create view v as select null::varchar(5) as n, 'x'::varchar(7) as x, array['a', 'b']::varchar(3)[] as l,
  case when a in ('x', 'y') then 1.5::numeric(5, 2) end as k from plain
  where a = any (array['a', 'b']::varchar[]);
create policy p on plain using (a in ('x', 'y') and b > 1.5) with check (a <> all (array['a', 'b']));
create function f(a varchar default null, b text default null::varchar(4)) returns int
  language sql as 'select 1';
)sql");
  const postgres_database dumped(postgres_server::dumpable);
  copy(original, dumped);
  CHECK(lines_between(catalog_of(original), catalog_of(dumped)) == std::vector<std::string>());
}

TEST_CASE("the catalog is the same whatever the session has set, and sets nothing for it") {
  const role reader;
  const postgres_database original;
  original.execute(replaced(everything, "READER", reader.name()));
  const catalog::snapshot before = catalog_of(original);
  const std::string settings =
      "set search_path = shop, public; set datestyle = 'German'; set timezone = 'Asia/Tokyo'; "
      "set intervalstyle = 'iso_8601'; set quote_all_identifiers = on; set bytea_output = "
      "'escape'; "
      "set extra_float_digits = -10; ";
  const std::string query(catalog::query_of(database_kind::postgresql));
  CHECK(catalog::read_document(database_kind::postgresql, original.execute(settings + query)) ==
        before);
  const std::string shown =
      "; select current_setting('search_path'), current_setting('datestyle'), "
      "current_setting('timezone'), current_setting('intervalstyle'), "
      "current_setting('quote_all_identifiers'), current_setting('bytea_output'), "
      "current_setting('extra_float_digits')";
  const std::string expected = "shop, public|German, DMY|Asia/Tokyo|iso_8601|on|escape|-10\n";
  CHECK(original.execute(settings + query + shown) == expected);
  CHECK(original.execute("begin; " + settings + query + "; commit" + shown) == expected);
  CHECK(original.execute("begin read only; " + settings + query + shown) == expected);
}

// Since PostgreSQL 16, a view's columns are qualified only where necessary.
TEST_CASE("the same objects on two PostgreSQL differ in how the server prints a view, at most") {
  const role reader(postgres_server::dumpable);
  const postgres_database old(postgres_server::dumpable);
  old.execute(replaced(everything, "READER", reader.name()));
  const catalog::snapshot before = catalog_of(old);
  for (const postgres_server server : {postgres_server::pgvector, postgres_server::plain}) {
    if (server_url(server) == server_url(postgres_server::dumpable)) continue;
    const role newer_reader(server);
    const postgres_database recent(server);
    CAPTURE(recent.version());
    recent.execute(replaced(everything, "READER", reader.name()));
    std::vector<std::string> expected;
    if (recent.version() >= 18) {
      expected = {"extension 'citext': version is 1.8, was 1.6",
                  "extension 'postgres_fdw': version is 1.2, was 1.1"};
    }
    if (recent.version() >= 16) {
      expected.insert(
          expected.end(),
          {"view 'shop.open_orgs': definition differs in line 1: is 'SELECT id,', was 'SELECT "
           "orgs.id,'",
           "view 'shop.totals': definition differs in line 1: is 'SELECT state,', was 'SELECT "
           "orgs.state,'"});
    }
    CHECK(lines_between(before, catalog_of(recent)) == expected);
  }
}

}  // namespace test_catalog_dump
