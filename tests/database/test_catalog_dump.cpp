// The catalog of a database and that of its copy are equal, however the copy was made.
#include <unistd.h>

#include "database/catalog.h"
#include "database/catalog_everything.h"
#include "support/temporary_folder.h"
#include "util/process.h"

using namespace revise;
using namespace revise::test;

namespace {

/// A role, which belongs to the whole server. Lives longer than the databases that grant to it.
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
  const role reader;
  const postgres_database original;
  original.execute(replaced(everything, "READER", reader.name()));
  const postgres_database dumped;
  copy(original, dumped);
  const catalog::snapshot before = catalog_of(original);
  CHECK(before.tables.size() == 8);
  CHECK(lines_between(before, catalog_of(dumped)) == std::vector<std::string>());
  CHECK(before == catalog_of(dumped));
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

// From PostgreSQL 16 on a view's columns are qualified only where they must be.
TEST_CASE("the same objects on two PostgreSQL differ in how the server prints a view, at most") {
  const role reader;
  const role newer_reader(postgres_server::pgvector);
  const postgres_database old;
  const postgres_database recent(postgres_server::pgvector);
  old.execute(replaced(everything, "READER", reader.name()));
  recent.execute(replaced(everything, "READER", reader.name()));
  std::vector<std::string> expected;
  if (recent.execute("select current_setting('server_version_num')::int >= 160000") == "t\n") {
    expected = {
        "view 'shop.open_orgs': definition differs in line 1: is 'SELECT id,', was 'SELECT "
        "orgs.id,'",
        "view 'shop.totals': definition differs in line 1: is 'SELECT state,', was 'SELECT "
        "orgs.state,'"};
  }
  CHECK(lines_between(catalog_of(old), catalog_of(recent)) == expected);
}
