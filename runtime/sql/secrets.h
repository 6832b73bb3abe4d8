#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "util/text_range.h"

namespace revise {

/// The origin of a text, which decides what a value without quotes means.
enum class text_origin {
  sql,     ///< a statement: `where token = other` compares columns
  server,  ///< a message, its detail, hint or context: `token = other` may show a secret
};

/// Returns the secrets in a text, which no output may show. The ranges are in order, without
/// quotes, and do not overlap. The secrets are:
/// * the value that belongs to the name of a secret (sql/secret_words.h): `password 'x'`,
///   `api_key = 'x'`, `token => 'x'`, `"secret": "x"`, `f('password', 'x')`, `password=x` in a
///   connection string, the options of a command (`curl -u ann:x`), the header `Authorization`;
/// * if that value is an expression, each literal in it, even in SQL that is put together:
///   `'… password ' || quote_literal('x')`, `format('… password %L', 'x')`,
///   `execute '… password = $1' using 'x'`, and the literals that are assigned to its variables;
/// * the literals of a clause that compares, assigns or declares such a name, and those of a
///   statement that has such a name as a literal or in its columns (sql/secret_statement.h);
/// * the value of an element, a line or a pair with such a name in XML, YAML and JSON;
/// * the literals in a call of pgcrypto that takes a key or a password;
/// * the password of a URL, even of a malformed one, and a token in its place (sql/url_secrets.h);
/// * the private key of a PEM text.
///
/// They are also found in nested literals, with any quoting. In doubt, a name counts as the name of
/// a secret. A value in a list without names is not found, because the text does not show what it
/// means: `insert into users values ('ann', '…')`.
///
/// The time is linear in the length of the text. If `looked_at` is given, it is set to the number
/// of characters read; some are read more than once.
std::vector<text_range> secrets_in(std::string_view text, text_origin origin = text_origin::sql,
                                   std::size_t* looked_at = nullptr);

/// At most this many bytes of a text are examined and shown.
constexpr std::size_t longest_shown = 1U << 20U;

/// Returns `text` with `***` in place of its secrets. A text of more than `longest_shown` bytes is
/// cut first; the result says so: ` ... (12 bytes more)`.
std::string without_secrets(std::string_view text, text_origin origin = text_origin::sql);

/// Returns the position in without_secrets(text) of the byte `offset` of `text`. A byte in a secret
/// has the position of the secret's beginning. `text` has at most `longest_shown` bytes.
std::size_t offset_without_secrets(std::string_view text, std::size_t offset);

}  // namespace revise
