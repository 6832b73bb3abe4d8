#pragma once

#include <string>
#include <string_view>

namespace revise::test {

/// Which of the test servers (tests/support/servers.py) a database is made on.
enum class postgres_server {
  plain,     ///< PostgreSQL 15, or 18 where the tests run with the URLs of 18
  dumpable,  ///< a server that the installed pg_dump accepts: PostgreSQL 15
  pgvector,  ///< a PostgreSQL where `create extension vector` works
  pooled,    ///< the plain one, through a pgbouncer that gives each transaction another session
};

/// A new, empty PostgreSQL database, dropped with the object together with who is connected to it.
class postgres_database {
 public:
  /// Throws std::runtime_error when the tests were started without their servers.
  explicit postgres_database(postgres_server server = postgres_server::plain);
  ~postgres_database();
  postgres_database(const postgres_database&) = delete;
  postgres_database& operator=(const postgres_database&) = delete;

  /// postgresql://USER:PASSWORD@HOST:PORT/NAME of a superuser, all parts given.
  const std::string& url() const { return url_; }
  const std::string& name() const { return name_; }
  /// The same database of the plain server through the pooler.
  std::string pooled_url() const;

  /// The server's major version: 15.
  int version() const;

  /// Runs `sql`, which may be several statements, on a connection of its own, as psql would.
  /// Returns the last result as text: a line a row, columns separated by '|', null empty.
  /// Throws std::runtime_error with the server's message.
  std::string execute(std::string_view sql) const;

 private:
  std::string server_url_;
  std::string name_;
  std::string url_;
};

/// The URL of a server's database `postgres`, from the file that REVISE_TEST_SERVERS names.
std::string server_url(postgres_server server);

/// `url` with another database in it.
std::string with_database(std::string_view url, std::string_view name);

}  // namespace revise::test
