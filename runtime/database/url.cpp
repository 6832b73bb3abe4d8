#include "database/url.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstddef>
#include <memory>

#include "util/closest.h"
#include "util/error.h"

namespace revise {

namespace {

constexpr std::string_view accepted =
    "postgresql://USER@HOST:PORT/DATABASE, sqlite:///relative/path.db or "
    "sqlite:////absolute/path.db";

// Hides `user:PASSWORD@` and `?password=PASSWORD`. Errs on the side of hiding too much: the last
// '@' ends the user part, so a password with '@', '/' or '?' in it is hidden whole, also where
// libpq would not understand it.
std::string masked(std::string_view url) {
  std::string result(url);
  const std::size_t start = result.find("://");
  if (start == std::string::npos) return "***";
  const std::size_t authority = start + 3;
  const std::size_t at = result.rfind('@');
  if (at != std::string::npos && at >= authority) {
    const std::size_t colon = result.find(':', authority);
    if (colon != std::string::npos && colon < at) result.replace(colon + 1, at - colon - 1, "***");
  }
  for (const std::string_view key :
       {"?password=", "&password=", "?sslpassword=", "&sslpassword="}) {
    const std::size_t found = result.find(key);
    if (found == std::string::npos) continue;
    const std::size_t value = found + key.size();
    const std::size_t stop = std::min(result.find('&', value), result.size());
    result.replace(value, stop - value, "***");
  }
  return result;
}

// libpq says what is wrong with a URL, but may quote the password while doing so; the place is
// enough.
void check_with_libpq(const database_url& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.postgresql.c_str(), &message), &PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> owned_message(message, &PQfreemem);
  if (options != nullptr) return;
  const std::string_view said = message == nullptr ? "" : message;
  std::string_view why = "it is not a URL that libpq can read";
  if (said.find("percent-encoded") != std::string_view::npos) {
    why = "a '%' must be followed by two hexadecimal digits (write '%25' for a '%')";
  } else if (said.find("URI query parameter") != std::string_view::npos) {
    why = "a parameter after '?' is unknown to libpq or has no value";
  } else if (said.find("unexpected character") != std::string_view::npos) {
    why =
        "there is a character where none is expected (percent-encode '@', ':', '/' and '?' "
        "in a password)";
  }
  throw config_error(fmt::format("cannot use the database URL '{}': {}", url.display, why));
}

database_url postgresql_url(std::string_view text, std::size_t scheme_end) {
  database_url url{.kind = database_kind::postgresql,
                   .postgresql = "postgresql" + std::string(text.substr(scheme_end)),
                   .sqlite_path = {},
                   .display = masked(text)};
  check_with_libpq(url);
  return url;
}

database_url sqlite_url(std::string_view text, std::size_t scheme_end) {
  const std::string_view rest = text.substr(scheme_end + 3);
  const auto fail = [&](std::string_view why) -> config_error {
    return config_error(fmt::format("cannot use the database URL '{}': {}", masked(text), why),
                        "sqlite:///relative/path.db or sqlite:////absolute/path.db");
  };
  if (rest.empty() || rest == "/" || rest == "/:memory:") {
    throw fail("a database in memory would be gone when the command ends");
  }
  if (rest[0] != '/') throw fail("the path must follow three slashes");
  return {.kind = database_kind::sqlite,
          .postgresql = {},
          .sqlite_path = std::string(rest.substr(1)),
          .display = std::string(text)};
}

}  // namespace

database_url parse_database_url(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) {
    throw config_error("the database URL has no scheme", fmt::format("use {}", accepted));
  }
  if (text.find('\0') != std::string_view::npos) {
    throw config_error("the database URL has a NUL byte in it");
  }
  const std::string_view scheme = text.substr(0, scheme_end);
  const std::string_view name = scheme.substr(0, scheme.find('+'));
  if (name == "postgresql" || name == "postgres") return postgresql_url(text, scheme_end);
  if (name == "sqlite") return sqlite_url(text, scheme_end);
  const auto meant = closest(name, {"postgresql", "postgres", "sqlite"});
  throw config_error(
      fmt::format("unknown database URL scheme '{}'{}", scheme,
                  meant ? fmt::format(", did you mean '{}'?", *meant) : std::string()),
      fmt::format("use {}", accepted));
}

}  // namespace revise
