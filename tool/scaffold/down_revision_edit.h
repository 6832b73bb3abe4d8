#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// `source`, a migration's text, with other parents: what stands between the braces of
/// `.down_revision = {…}` is replaced, and the `Revises:` line of its comment follows. Everything
/// else stays byte for byte. `parents` empty: a base. Throws `error` when the text has no such
/// braces, or has something other than string literals and comments between them.
std::string with_down_revision(std::string_view source, const std::vector<std::string>& parents);

}  // namespace revise::tool
