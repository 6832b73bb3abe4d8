#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "util/text_range.h"

namespace revise {

/// Returns the passwords in `text`, which is the part of a URL after its `://`, or may be one. A
/// password extends from the first `:` to the last `@`. So it is found even if it contains an `@`,
/// `/`, `?` or bracket that should be percent-encoded, or if the URL names several hosts. A port
/// that is not a number also counts as a password. A range may be empty. The passwords of
/// parameters are not included.
std::vector<text_range> url_passwords(std::string_view text);

/// Returns the length of the user part of `text` if it is an access token: no password follows, or
/// an empty one, or `x-oauth-basic` (as GitHub documents it); otherwise 0. `text` is the part of an
/// HTTP URL after its `://`.
std::size_t length_of_token(std::string_view text);

/// Returns whether the parameter `name` of a URL holds a secret: its name says so
/// (sql/secret_words.h), contains `pass` or `pwd`, or is percent-encoded in part.
bool is_secret_parameter(std::string_view name);

}  // namespace revise
