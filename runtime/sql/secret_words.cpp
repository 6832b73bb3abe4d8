#include "sql/secret_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "util/ascii.h"

namespace revise {

namespace {

template <std::size_t Count>
using words = std::array<std::string_view, Count>;

// These words also count at the end of a longer part: `sslpassword`, `clientsecret`.
constexpr words<5> password_ends = {"password", "passwd", "passphrase", "passcode", "secret"};
constexpr words<13> secret_parts = {
    "pwd",    "pass",    "pw",        "psw",       "token",      "credential",   "credentials",
    "apikey", "authkey", "accesskey", "secretkey", "privatekey", "encryptionkey"};
// Words that make a following `key` a secret.
constexpr words<21> kinds_of_key = {
    "secret", "api",     "access",  "private", "encryption", "signing", "master",
    "auth",   "account", "role",    "anon",    "storage",    "shared",  "aes",
    "hmac",   "jwt",     "webhook", "ssh",     "rsa",        "pgp",     "symmetric"};
constexpr words<14> pgcrypto = {"crypt",           "hmac",
                                "encrypt",         "decrypt",
                                "encrypt_iv",      "decrypt_iv",
                                "pgp_sym_encrypt", "pgp_sym_encrypt_bytea",
                                "pgp_sym_decrypt", "pgp_sym_decrypt_bytea",
                                "pgp_pub_decrypt", "pgp_pub_decrypt_bytea",
                                "pgp_pub_encrypt", "pgp_pub_encrypt_bytea"};

template <std::size_t Count>
bool has(const words<Count>& of, std::string_view word) {
  return std::find(of.begin(), of.end(), word) != of.end();
}

// Returns the name in lower case, with `_` between its parts.
std::string normal(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_capital = ascii::is_upper(name[i]);
    if (i > 0 && is_capital && !ascii::is_upper(name[i - 1]) && result.back() != '_') result += '_';
    result += name[i] == '-' ? '_' : ascii::lower(name[i]);
  }
  return result;
}

// Removes the last `_` and the part after it from `name`, and returns that part.
std::string_view cut_last_part(std::string_view& name) {
  const std::size_t line = name.rfind('_');
  const std::string_view last = line == std::string_view::npos ? name : name.substr(line + 1);
  name = line == std::string_view::npos ? std::string_view() : name.substr(0, line);
  return last;
}

}  // namespace

secret_kind secret_kind_of(std::string_view name) {
  constexpr std::size_t longest = 64;
  const std::string parts = normal(name.substr(name.size() - std::min(name.size(), longest)));
  if (parts == "authorization" || parts == "proxy_authorization") return secret_kind::header;
  for (const std::string_view end : password_ends) {
    if (parts.size() >= end.size() &&
        std::string_view(parts).substr(parts.size() - end.size()) == end) {
      return secret_kind::password;
    }
  }
  std::string_view rest = parts;
  const std::string_view last = cut_last_part(rest);
  const bool names_key = last == "key" && has(kinds_of_key, cut_last_part(rest));
  return names_key || has(secret_parts, last) ? secret_kind::key : secret_kind::none;
}

bool takes_secrets(std::string_view name) { return has(pgcrypto, name); }

}  // namespace revise
