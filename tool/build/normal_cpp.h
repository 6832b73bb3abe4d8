#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// The part of a migration's source that decides what the migration does.
struct normal_cpp {
  /// Its tokens, one per line. Comments and white space are removed, and changes that formatters
  /// make are undone: adjacent string literals are joined, and adjacent lines of `#include` and of
  /// `using a::b;` are sorted. The ids between the braces of `.down_revision = {…}` are removed,
  /// because revise itself rewrites them.
  std::string text;
  /// The contents of its string literals, in order, with escapes as written.
  std::vector<std::string> literals;
};

/// Takes any text, even if no compiler would.
normal_cpp normalised_cpp(std::string_view source);

/// `text` without a byte order mark, and with LF for each CR LF. Editors, and git during a
/// checkout, may write either form.
std::string with_plain_line_ends(std::string_view text);

}  // namespace revise::tool
