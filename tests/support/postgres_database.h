#pragma once

#include <string>
#include <string_view>

namespace revise::test {

/// The test server (tests/support/servers.py) that a database is created on.
enum class postgres_server {
  plain,     ///< PostgreSQL 15, or 18 if the tests run with the URLs of 18
  dumpable,  ///< a server that the installed pg_dump accepts: PostgreSQL 15
  pgvector,  ///< a PostgreSQL where `create extension vector` works
  pooled,  ///< the plain server through a pgbouncer, where each transaction may get another session
};

/// A new, empty PostgreSQL database. The destructor ends its sessions and drops it.
class postgres_database {
 public:
  /// Throws std::runtime_error if the tests were started without their servers.
  explicit postgres_database(postgres_server server = postgres_server::plain);
  ~postgres_database();
  postgres_database(const postgres_database&) = delete;
  postgres_database& operator=(const postgres_database&) = delete;

  /// postgresql://USER:PASSWORD@HOST:PORT/NAME, for a superuser, with all parts.
  const std::string& url() const { return url_; }
  const std::string& name() const { return name_; }
  /// The URL of this database through the pooler; it must be on the plain server.
  std::string pooled_url() const;

  /// The server's major version: 15.
  int version() const;

  /// Runs `sql`, which may be several statements, on a new connection, as psql would. Returns the
  /// last result as text: one line per row, columns separated by '|', null as empty text. Throws
  /// std::runtime_error with the server's message.
  std::string execute(std::string_view sql) const;

 private:
  std::string server_url_;
  std::string name_;
  std::string url_;
};

/// The URL of the server's database `postgres`, from the file that REVISE_TEST_SERVERS names.
std::string server_url(postgres_server server);

/// `url` with its database replaced by `name`.
std::string with_database(std::string_view url, std::string_view name);

}  // namespace revise::test
