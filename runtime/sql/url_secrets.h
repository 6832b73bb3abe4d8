#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "util/text_range.h"

namespace revise {

/// The passwords in `text`, which is a URL from behind its `://` on, or what may be one: from the
/// first `:` to the last `@`, so that a password is found also where `@`, `/`, `?` or a bracket in
/// it should have been percent-encoded, or where the URL names several hosts; and what stands as a
/// port but is none. A range may be empty. Those of parameters are not among them.
std::vector<text_range> url_passwords(std::string_view text);

/// How long the user part of `text` is, if it is an access token: since no password follows, or an
/// empty one, or `x-oauth-basic` (as GitHub documents it). `text` is a URL of HTTP, as above.
std::size_t length_of_token(std::string_view text);

/// Whether the parameter `name` of a URL holds a secret: by its name (sql/secret_words.h), or
/// since part of the name is percent-encoded.
bool is_secret_parameter(std::string_view name);

}  // namespace revise
