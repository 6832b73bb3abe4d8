#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// `source`, the text of a migration that descends from `from`, with the parent `to` instead; empty
/// means base. The literal between the braces of `.down_revision = {…}` is replaced, and the
/// `Revises:` line of its comment follows. Everything else stays byte for byte.
///
/// Throws `error` where the text has no such braces or several, or they hold anything else than
/// that literal, and comments. Its message begins with `:` and the line, to stand after the path.
std::string with_down_revision(std::string_view source, std::string_view from, std::string_view to);

}  // namespace revise::tool
