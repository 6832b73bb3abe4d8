#include "database/postgresql/connect_string.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <chrono>
#include <cstdlib>
#include <memory>

#include "database/backends.h"
#include "database/postgresql/failure.h"

namespace revise {

namespace {

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    result += plain ? std::string(1, c)
                    : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

// Returns the SQLSTATE with which the server refuses a connection; empty if it accepts it, or
// cannot be reached. libpq reports it only at the end of the message, and only if the verbosity was
// set before (manual 34.11).
std::string refused_with(const database_url& url) {
  constexpr std::chrono::seconds longest(10);
  constexpr std::size_t state_size = 5;
  const std::unique_ptr<PGconn, decltype(&PQfinish)> attempt(
      PQconnectStart(connect_string(url).c_str()), &PQfinish);
  if (attempt == nullptr) return {};
  PQsetErrorVerbosity(attempt.get(), PQERRORS_SQLSTATE);
  const auto end = std::chrono::steady_clock::now() + longest;
  PostgresPollingStatusType next = PGRES_POLLING_WRITING;
  while (next != PGRES_POLLING_FAILED && next != PGRES_POLLING_OK) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return {};
    pollfd socket{.fd = PQsocket(attempt.get()),
                  .events = static_cast<short>(next == PGRES_POLLING_READING ? POLLIN : POLLOUT),
                  .revents = 0};
    poll(&socket, 1, static_cast<int>(left.count()));
    next = PQconnectPoll(attempt.get());
  }
  const std::string said = trimmed(PQerrorMessage(attempt.get()));
  return next == PGRES_POLLING_OK || said.size() < state_size
             ? std::string()
             : said.substr(said.size() - state_size);
}

}  // namespace

// SOCI 4.0.3 splits a connection string at spaces, quotes and the first '=', so everything is
// passed as percent-encoded parameters of a URL. By default, libpq waits forever for a server; a
// limit is set unless the user has set one. By default, it also assumes the encoding of the
// database or the environment (PGCLIENTENCODING) for texts, but migrations are UTF-8, and so are
// the names in messages.
std::string connect_string(const database_url& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.postgresql.c_str(), &message), &PQconninfoFree);
  PQfreemem(message);
  std::string result = "postgresql:///?fallback_application_name=revise";
  bool has_timeout = std::getenv("PGCONNECT_TIMEOUT") != nullptr;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view keyword = option->keyword;
    if (keyword == "fallback_application_name" || keyword == "client_encoding") continue;
    has_timeout = has_timeout || keyword == "connect_timeout";
    result += fmt::format("&{}={}", keyword, percent_encoded(option->val));
  }
  if (!has_timeout) result += "&connect_timeout=10";
  return result + "&client_encoding=UTF8";
}

connection_error connection_refused(const database_url& url, std::string_view said) {
  constexpr std::string_view of_soci = "Cannot establish connection to the database.\n";
  if (said.starts_with(of_soci)) said.remove_prefix(of_soci.size());
  std::string hint = "check the host and the port, and that the server is running";
  if (said.find("authentication failed") != std::string_view::npos ||
      said.find("no password supplied") != std::string_view::npos) {
    hint = "check the user and the password in the URL, PGPASSWORD or ~/.pgpass";
  } else if (said.find("database \"") != std::string_view::npos &&
             said.find("does not exist") != std::string_view::npos) {
    hint = "create the database first (createdb), or check its name in the URL";
  } else if (said.find("role \"") != std::string_view::npos) {
    hint = "check the user in the URL";
  } else if (said.find("could not translate host name") != std::string_view::npos) {
    hint = "check the host in the URL";
  }
  return connection_error(fmt::format("cannot connect to {}: {}", url.display, trimmed(said)),
                          hint);
}

// PQping does not depend on the locale as the messages do: it uses the SQLSTATE (manual 34.1,
// PQping).
bool postgresql_may_answer_later(const database_url& url) {
  if (PQping(connect_string(url).c_str()) != PQPING_OK) return true;
  const std::string state = refused_with(url);
  return state == "57P03" || state == "53300";
}

}  // namespace revise
