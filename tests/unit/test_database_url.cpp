#include "database/url.h"

#include <doctest/doctest.h>

#include "support/error_text.h"

namespace test_database_url {

using namespace revise;
using revise::test::error_text;

namespace {

std::string shown(const std::string& url) { return parse_database_url(url).display; }

std::string refusal(const std::string& url) {
  return error_text<config_error>([&] { parse_database_url(url); });
}

constexpr const char* forms =
    "\nhint: use postgresql://USER@HOST:PORT/DATABASE, sqlite:///relative/path.db or "
    "sqlite:////absolute/path.db";

}  // namespace

TEST_CASE("a PostgreSQL URL is handed to libpq as it is, without SQLAlchemy's driver") {
  for (const char* scheme : {"postgresql", "postgres", "postgresql+psycopg2", "postgres+asyncpg"}) {
    CAPTURE(scheme);
    const database_url url = parse_database_url(std::string(scheme) +
                                                "://me:secret@db.example:5433/app?sslmode=require");
    CHECK(url.kind == database_kind::postgresql);
    CHECK(url.postgresql == "postgresql://me:secret@db.example:5433/app?sslmode=require");
    CHECK(url.sqlite_path.empty());
    CHECK(url.display == std::string(scheme) + "://me:***@db.example:5433/app?sslmode=require");
  }
  CHECK(parse_database_url("postgresql://").postgresql == "postgresql://");
  CHECK(parse_database_url("postgresql:///app?host=/run/postgresql").postgresql ==
        "postgresql:///app?host=/run/postgresql");
}

TEST_CASE("a SQLite URL is a path, relative after three slashes and absolute after four") {
  CHECK(parse_database_url("sqlite:///a/b.db").sqlite_path == "a/b.db");
  CHECK(parse_database_url("sqlite:////a/b c.db").sqlite_path == "/a/b c.db");
  CHECK(parse_database_url("sqlite+pysqlite:///a.db").sqlite_path == "a.db");
  const database_url url = parse_database_url("sqlite:///100%25 ?x=1.db");
  CHECK(url.kind == database_kind::sqlite);
  CHECK(url.sqlite_path == "100%25 ?x=1.db");
  CHECK(url.display == "sqlite:///100%25 ?x=1.db");
}

TEST_CASE("a password is hidden wherever it stands") {
  CHECK(shown("postgresql://me@host/app") == "postgresql://me@host/app");
  CHECK(shown("postgresql://me:secret@host/app") == "postgresql://me:***@host/app");
  CHECK(shown("postgresql://:secret@host/app") == "postgresql://:***@host/app");
  CHECK(shown("postgresql://me:@host/app") == "postgresql://me:***@host/app");
  CHECK(shown("postgresql://host/app?user=me&password=secret") ==
        "postgresql://host/app?user=me&password=***");
  CHECK(shown("postgresql://host/app?password=secret&sslpassword=other&sslmode=require") ==
        "postgresql://host/app?password=***&sslpassword=***&sslmode=require");
  CHECK(shown("postgresql://me:a%40b%2Fc@host/app") == "postgresql://me:***@host/app");
  CHECK(shown("postgresql://host/app?password=one&password=two") ==
        "postgresql://host/app?password=***&password=***");
  CHECK(shown("postgresql://host:5432,other:5433/app") == "postgresql://host:***/app");
  CHECK(shown("postgresql://[::1]:5432/app") == "postgresql://[::1]:5432/app");
  CHECK(shown("postgresql://[::1]/app") == "postgresql://[::1]/app");
  CHECK(shown("postgresql://me:secret@[::1]:5432,other:5433/app") ==
        "postgresql://me:***@[::1]:5432,other:5433/app");
}

TEST_CASE("a URL that libpq cannot read is told without the password") {
  CHECK(refusal("postgresql://me:se%zzcret@host/app") ==
        "cannot use the database URL 'postgresql://me:***@host/app': a '%' must be followed by two "
        "hexadecimal digits (write '%25' for a '%')");
  CHECK(refusal("postgresql://me:secret@[::1]x/app") ==
        "cannot use the database URL 'postgresql://me:***@[::1]x/app': it has an unexpected "
        "character (percent-encode '@', ':', '/' and '?' in a password)");
  CHECK(refusal("postgresql://me:sec/r?t@host/app") ==
        "cannot use the database URL 'postgresql://me:***@host/app': a parameter after '?' is "
        "unknown to libpq or has no value");
  CHECK(refusal("postgresql://host/app?no_such=1&password=secret") ==
        "cannot use the database URL 'postgresql://host/app?no_such=1&password=***': libpq has no "
        "parameter 'no_such'");
  CHECK(
      refusal("postgresql://host/app?PassWord=secret&pwd=secret&p%61ssword=secret&x") ==
      "cannot use the database URL 'postgresql://host/app?PassWord=***&pwd=***&p%61ssword=***&x': "
      "libpq has no parameter 'PassWord', did you mean 'password'?");
}

TEST_CASE("the parameter that libpq does not know is named, unless it may be of a password") {
  const auto why = [](const std::string& parameters) {
    const std::string said = refusal("postgresql://me@host/app?" + parameters);
    return said.substr(said.rfind("': ") + 3);
  };
  CHECK(why("sslmod=require") == "libpq has no parameter 'sslmod', did you mean 'sslmode'?");
  CHECK(why("application_name=x&connect_timeot=3") ==
        "libpq has no parameter 'connect_timeot', did you mean 'connect_timeout'?");
  CHECK(why("sslmode") == "the parameter 'sslmode' has no value");
  CHECK(why("pool_size=5") == "libpq has no parameter 'pool_size'");
  const std::string unnamed = "a parameter after '?' is unknown to libpq or has no value";
  CHECK(why("password=se&cret=x") == unnamed);
  CHECK(why("%73slmode=require&x=1") == unnamed);
}

TEST_CASE(
    "a password that is not encoded is found out before libpq takes it for a host or a port") {
  const std::string encode = " (percent-encode '@', ':', '/' and '?' in a password)";
  for (const char* url : {"postgresql://me:se@cret@host/app", "postgresql://me:se/cret@host/app"}) {
    CHECK(refusal(url) ==
          "cannot use the database URL 'postgresql://me:***@host/app': it has one '@' too many" +
              encode);
  }
  CHECK(refusal("postgresql://me:secret/app") ==
        "cannot use the database URL 'postgresql://me:***/app': the port is not a number" + encode);
  CHECK(refusal("postgresql://me@host:secret/app") ==
        "cannot use the database URL 'postgresql://me@host:***/app': the port is not a number" +
            encode);
  for (const char* url :
       {"postgresql://[me:secret@host/app", "postgresql://[me:secret@host]/app",
        "postgresql://[me:secret]@host/app", "postgresql://[me]:secret/app",
        "postgresql://me:[secret@host/app", "postgresql://me@one,two:secret@host/app"}) {
    const std::string told = refusal(url);
    CAPTURE(told);
    CHECK(told.find("secret") == std::string::npos);
  }
}

TEST_CASE("a SQLite URL without a file, or with a host, is refused") {
  const std::string hint = "\nhint: sqlite:///relative/path.db or sqlite:////absolute/path.db";
  const std::string gone = "': a database in memory would be lost when the command ends" + hint;
  for (const char* url : {"sqlite://", "sqlite:///", "sqlite:///:memory:"}) {
    CHECK(refusal(url) == std::string("cannot use the database URL '").append(url).append(gone));
  }
  CHECK(refusal("sqlite://a.db") ==
        "cannot use the database URL 'sqlite://a.db': the path must follow three slashes" + hint);
}

TEST_CASE("a text that is no URL, or of an unknown scheme, is refused without repeating it") {
  using namespace std::string_literals;
  CHECK(refusal("") == "the database URL has no scheme"s + forms);
  CHECK(refusal("host=localhost password=secret") == "the database URL has no scheme"s + forms);
  CHECK(refusal("postgrsql://me:secret@host/app") ==
        "unknown database URL scheme 'postgrsql', did you mean 'postgresql'?"s + forms);
  CHECK(refusal("mysql+pymysql://me:secret@host/app") ==
        "unknown database URL scheme 'mysql+pymysql'"s + forms);
  CHECK(refusal("me:secret@postgresql://host/app") == "the database URL has no scheme"s + forms);
  CHECK(refusal("password=secret postgresql://host") == "the database URL has no scheme"s + forms);
  CHECK(refusal("://x") == "unknown database URL scheme ''"s + forms);
  CHECK(refusal("sqlite:///a\0.db"s) == "the database URL has a NUL byte in it");
}

}  // namespace test_database_url
