#include "support/postgres_database.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace revise::test {

namespace {

using connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using result = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string run(const std::string& url, std::string_view sql) {
  const connection server(PQconnectdb(url.c_str()), PQfinish);
  if (PQstatus(server.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(server.get()));
  PQsetNoticeProcessor(
      server.get(), [](void*, const char*) {}, nullptr);
  const result done(PQexec(server.get(), std::string(sql).c_str()), PQclear);
  const ExecStatusType status = PQresultStatus(done.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
    throw std::runtime_error(PQerrorMessage(server.get()));
  std::string text;
  for (int row = 0; row < PQntuples(done.get()); ++row) {
    for (int column = 0; column < PQnfields(done.get()); ++column) {
      if (column > 0) text += '|';
      text += PQgetvalue(done.get(), row, column);
    }
    text += '\n';
  }
  return text;
}

std::string_view name_of(postgres_server server) {
  switch (server) {
    case postgres_server::plain:
      return "POSTGRESQL";
    case postgres_server::dumpable:
      return "DUMPABLE";
    case postgres_server::pgvector:
      return "PGVECTOR";
    case postgres_server::pooled:
      return "PGBOUNCER";
  }
  throw std::logic_error("no such server");
}

/// A name that is unique among the processes that share the server, and that shows when a leftover
/// database was created.
std::string new_name() {
  static std::atomic<int> count{0};
  return "test_" + std::to_string(std::time(nullptr)) + "_" + std::to_string(getpid()) + "_" +
         std::to_string(++count);
}

}  // namespace

std::string server_url(postgres_server server) {
  const char* path = std::getenv("REVISE_TEST_SERVERS");
  std::ifstream file(path == nullptr ? "" : path);
  if (!file)
    throw std::runtime_error("no test server: run scripts/test, or ctest, which starts them");
  const std::string key = "REVISE_TEST_" + std::string(name_of(server)) + "_URL=";
  for (std::string line; std::getline(file, line);) {
    if (line.rfind(key, 0) != 0) continue;
    std::string url = line.substr(key.size());
    if (url.size() > 1 && url.front() == '\'') url = url.substr(1, url.size() - 2);
    return url;
  }
  throw std::runtime_error("no " + key + " in " + path);
}

std::string with_database(std::string_view url, std::string_view name) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t slash = std::min(url.find('/', host), url.size());
  const std::size_t query = std::min(url.find('?', host), url.size());
  return std::string(url.substr(0, std::min(slash, query)))
      .append("/")
      .append(name)
      .append(url.substr(query));
}

postgres_database::postgres_database(postgres_server server)
    : server_url_(server_url(server)), name_(new_name()), url_(with_database(server_url_, name_)) {
  // Copying the files takes a third of the time of the default, which writes each block to the log.
  run(server_url_, "create database " + name_ + " strategy file_copy");
}

postgres_database::~postgres_database() {
  try {
    run(server_url_, "drop database " + name_ + " with (force)");
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "database %s stays: %s\n", name_.c_str(), failed.what());
  }
}

std::string postgres_database::pooled_url() const {
  return with_database(server_url(postgres_server::pooled), name_);
}

int postgres_database::version() const {
  return std::stoi(execute("show server_version_num")) / 10000;
}

std::string postgres_database::execute(std::string_view sql) const { return run(url_, sql); }

}  // namespace revise::test
