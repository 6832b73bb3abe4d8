#include "sql/url_secrets.h"

#include <algorithm>
#include <string>

#include "sql/secret_words.h"
#include "util/ascii.h"

namespace revise {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// Returns the first `:` at or after `from` that is not part of an IPv6 address in brackets.
std::size_t colon_behind_address(std::string_view text, std::size_t from) {
  if (text.substr(from).starts_with('[')) {
    const std::size_t close = text.find_first_not_of("0123456789abcdefABCDEF:.", from + 1);
    if (close != npos && text[close] == ']') from = close;
  }
  return text.find(':', from);
}

bool is_port(std::string_view text) { return text.find_first_not_of("0123456789") == npos; }

// Returns where the port in `host` begins, if it is not a number.
std::size_t wrong_port(std::string_view host) {
  const std::size_t colon = colon_behind_address(host, 0);
  return colon == npos || is_port(host.substr(colon + 1)) ? npos : colon + 1;
}

}  // namespace

std::vector<text_range> url_passwords(std::string_view text) {
  std::vector<text_range> found;
  const std::size_t sign = text.rfind('@');
  const std::size_t first = colon_behind_address(text, 0);
  if (sign != npos && first < sign) found.push_back({first + 1, sign});
  std::size_t host = sign == npos ? 0 : sign + 1;
  const std::size_t end = std::min(text.find_first_of("/?#", host), text.size());
  while (host < end) {
    // Without an `@`, text that looks like several hosts may be a password.
    const std::size_t comma = sign == npos ? end : std::min(text.find(',', host), end);
    const std::size_t wrong = wrong_port(text.substr(host, comma - host));
    if (wrong != npos) {
      found.push_back({host + wrong, end});
      break;
    }
    host = comma + 1;
  }
  return found;
}

std::size_t length_of_token(std::string_view text) {
  const std::string_view authority = text.substr(0, text.find_first_of("/?#"));
  const std::size_t sign = authority.rfind('@');
  if (sign == npos) return 0;
  const std::string_view user = authority.substr(0, sign);
  const std::size_t colon = user.find(':');
  if (colon == npos) return sign;
  const std::string_view password = user.substr(colon + 1);
  return password.empty() || password == "x-oauth-basic" ? colon : 0;
}

bool is_secret_parameter(std::string_view name) {
  const std::string lower = ascii::lower(name);
  return secret_kind_of(name) != secret_kind::none || lower.find("pass") != npos ||
         lower.find("pwd") != npos || lower.find('%') != npos;
}

}  // namespace revise
