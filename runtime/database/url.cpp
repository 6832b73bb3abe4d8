#include "database/url.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sql/secret_words.h"
#include "sql/url_secrets.h"
#include "util/closest.h"
#include "util/error.h"

namespace revise {

namespace {

constexpr std::string_view accepted =
    "postgresql://USER@HOST:PORT/DATABASE, sqlite:///relative/path.db or "
    "sqlite:////absolute/path.db";

constexpr std::string_view to_encode = "percent-encode '@', ':', '/' and '?' in a password";

// The characters of RFC 3986, 3.1, and '_' (as in postgresql+psycopg_async). An empty scheme
// passes, and is refused as unknown.
bool is_scheme(std::string_view text) {
  return text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._") ==
         std::string_view::npos;
}

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789,") == std::string_view::npos;
}

void mask_parameters(std::string& url, std::size_t authority) {
  std::size_t at = url.find('?', authority);
  while (at != std::string::npos) {
    const std::size_t end = std::min(url.find('&', at + 1), url.size());
    const std::size_t value = url.find('=', at) + 1;
    if (value != 0 && value <= end &&
        is_secret_parameter(std::string_view(url).substr(at + 1, value - at - 2))) {
      url.replace(value, end - value, "***");
    }
    at = url.find('&', at + 1);
  }
}

// Hides passwords; in doubt it hides too much. The last '@' ends the user part, so a password that
// contains '@', '/' or '?' is hidden completely, even if libpq would not accept it.
std::string masked(std::string_view url) {
  std::string result(url);
  const std::size_t start = result.find("://");
  if (start == std::string::npos) return "***";
  const std::size_t authority = start + 3;
  const std::vector<text_range> passwords = url_passwords(url.substr(authority));
  for (auto password = passwords.rbegin(); password != passwords.rend(); ++password) {
    result.replace(authority + password->begin, password->end - password->begin, "***");
  }
  mask_parameters(result, authority);
  return result;
}

// libpq ends the user part at the first '@' or '/'. Its error message quotes the text after that,
// which may be the rest of a password that was not percent-encoded.
bool has_stray_at(std::string_view url) {
  std::size_t host = url.find("://") + 3;
  const std::size_t first = url.find_first_of("@/", host);
  if (first != std::string_view::npos && url[first] == '@') host = first + 1;
  const std::size_t parameters = url.find('?', host);
  return url.substr(host, parameters - host).find('@') != std::string_view::npos;
}

bool has_number_as_port(const PQconninfoOption* options) {
  for (; options->keyword != nullptr; ++options) {
    if (std::string_view(options->keyword) == "port" && options->val != nullptr) {
      return is_number(options->val);
    }
  }
  return true;
}

std::vector<std::string> known_parameters() {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconndefaults(),
                                                                             &PQconninfoFree);
  std::vector<std::string> names;
  for (const PQconninfoOption* at = options.get(); at != nullptr && at->keyword != nullptr; ++at) {
    names.emplace_back(at->keyword);
  }
  return names;
}

// Returns which parameter of the URL libpq refuses. Text after a parameter that holds a secret is
// not quoted, because it may be the rest of a password that contains '&'.
std::string refused_parameter(std::string_view url) {
  constexpr const char* unnamed = "a parameter after '?' is unknown to libpq or has no value";
  const std::vector<std::string> known = known_parameters();
  const auto is_plain = [](std::string_view name) {
    return !name.empty() && name.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == name.npos;
  };
  std::size_t at = url.find('?', url.rfind('@') == url.npos ? 0 : url.rfind('@'));
  if (at == url.npos) return unnamed;
  while (at < url.size()) {
    const std::size_t end = std::min(url.find('&', at + 1), url.size());
    const std::string_view parameter = url.substr(at + 1, end - at - 1);
    const std::string_view name = parameter.substr(0, parameter.find('='));
    at = end;
    const bool is_known = std::find(known.begin(), known.end(), name) != known.end() ||
                          name == "ssl";  // JDBC's, which libpq accepts
    if (!is_plain(name)) return unnamed;
    if (is_known && parameter.size() == name.size()) {
      return fmt::format("the parameter '{}' has no value", name);
    }
    if (!is_known) {
      const auto meant = closest(name, known);
      return fmt::format("libpq has no parameter '{}'{}", name,
                         meant ? fmt::format(", did you mean '{}'?", *meant) : std::string());
    }
    if (secret_kind_of(name) != secret_kind::none) return unnamed;
  }
  return unnamed;
}

// libpq's message about a faulty URL may quote the password, so only the kind of fault is taken
// from it.
void check_with_libpq(const database_url& url) {
  if (has_stray_at(url.postgresql)) {
    throw config_error(fmt::format("cannot use the database URL '{}': it has one '@' too many ({})",
                                   url.display, to_encode));
  }
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.postgresql.c_str(), &message), &PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> owned_message(message, &PQfreemem);
  const std::string_view said = message == nullptr ? "" : message;
  std::string why = "it is not a URL that libpq can read";
  if (options != nullptr) {
    if (has_number_as_port(options.get())) return;
    why = fmt::format("the port is not a number ({})", to_encode);
  } else if (said.find("percent-encoded") != std::string_view::npos) {
    why = "a '%' must be followed by two hexadecimal digits (write '%25' for a '%')";
  } else if (said.find("URI query parameter") != std::string_view::npos) {
    why = refused_parameter(url.postgresql);
  } else if (said.find("unexpected character") != std::string_view::npos) {
    why = fmt::format("it has an unexpected character ({})", to_encode);
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
    throw fail("a database in memory would be lost when the command ends");
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
  // The text before the scheme's end may be a password, so the message does not repeat it.
  if (scheme_end == std::string_view::npos || !is_scheme(text.substr(0, scheme_end))) {
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
