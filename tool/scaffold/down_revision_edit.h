#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// `source`, the text of a migration whose parent is `from`, with the parent `to` instead; empty
/// means base. Replaces the literal between the braces of `.down_revision = {…}` and the value in
/// the comment's `Revises:` line. All other bytes are unchanged.
///
/// Throws `error` if the text has no such braces or several of them, or if they contain anything
/// but that literal and comments. The message begins with `:` and usually the line number, so that
/// the caller can put the path before it.
std::string with_down_revision(std::string_view source, std::string_view from, std::string_view to);

}  // namespace revise::tool
