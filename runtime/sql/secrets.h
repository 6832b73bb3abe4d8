#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "util/text_range.h"

namespace revise {

/// Where a text is from, which decides what a value without quotes means.
enum class text_origin {
  sql,     ///< a statement: `where token = other` compares columns
  server,  ///< a message, its detail, hint or context: `token = other` may show a secret
};

/// The secrets in a text, which no output shows. In order, without the quotes, apart from each
/// other. They are:
/// * the value of a name that names a secret (sql/secret_words.h): `password 'x'`,
///   `api_key = 'x'`, `token => 'x'`, `"secret": "x"`, `f('password', 'x')`, `password=x` in a
///   connection string, the options of a command (`curl -u ann:x`), the header `Authorization`;
/// * where that value is an expression, each literal in it, also of SQL that is put together:
///   `'… password ' || quote_literal('x')`, `format('… password %L', 'x')`,
///   `execute '… password = $1' using 'x'`, and the literals that its variables are given;
/// * the literals of a clause that compares, assigns or declares such a name, and those of a
///   statement that has one as a literal or in its columns (sql/secret_statement.h);
/// * the value of an element, a line or a pair of XML, YAML and JSON with such a name;
/// * the literals in a call of pgcrypto that takes a key or a password;
/// * the password of a URL, also of a malformed one, and a token in its place (sql/url_secrets.h);
/// * the private key of a PEM text.
///
/// They are found in literals within literals, too, however these are quoted. A name is taken for
/// that of a secret rather than not. Of a value among others, as in
/// `insert into users values ('ann', '…')`, the text does not say what it is.
///
/// The time is linear in the length of the text. `looked_at`, if given, is set to how many
/// characters were looked at, some more than once.
std::vector<text_range> secrets_in(std::string_view text, text_origin origin = text_origin::sql,
                                   std::size_t* looked_at = nullptr);

/// At most so many bytes of a text are searched to show it.
constexpr std::size_t longest_shown = 1U << 20U;

/// `text` with `***` in place of its secrets. A text of more than `longest_shown` bytes is cut
/// first, and what is cut is said: ` ... (12 bytes more)`.
std::string without_secrets(std::string_view text, text_origin origin = text_origin::sql);

/// Where the byte `offset` of `text` is in without_secrets(text); where it is a secret's, that
/// one's begin. `text` has at most `longest_shown` bytes.
std::size_t offset_without_secrets(std::string_view text, std::size_t offset);

}  // namespace revise
