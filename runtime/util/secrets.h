#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// A part of a text: from its byte `begin` to the one before `end`.
struct text_range {
  std::size_t begin;
  std::size_t end;

  bool operator==(const text_range&) const = default;
};

/// What in a SQL text, or in a database's words about one, is to be shown to nobody: the literal
/// behind `password`, `passwd`, `passphrase` or `secret`, and words that end like them, also with
/// an `=` and a function around it (`password = crypt('…')`); the value of `password=` in a
/// connection string; the password of a URL. Also within another literal. In order, without the
/// quotes.
///
/// A word is taken for a secret rather than not: `password=x` may be a column. Of a value among
/// others, as in `insert into users values ('ann', '…')`, nobody can tell.
std::vector<text_range> secrets_in(std::string_view text);

/// `text` with `***` in their place.
std::string without_secrets(std::string_view text);

/// Where the byte `offset` of `text` is in without_secrets(text); where it is a secret's, that
/// one's begin.
std::size_t offset_without_secrets(std::string_view text, std::size_t offset);

}  // namespace revise
