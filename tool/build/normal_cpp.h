#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// What of a migration's source decides what it does.
struct normal_cpp {
  /// Its tokens, a line each. Comments and white space are gone, and with them what formatters do:
  /// string literals that stand side by side are one, lines of `#include` and of `using a::b;` that
  /// stand together are sorted. Also gone is what revise itself rewrites: the ids between the
  /// braces of `.down_revision = {…}`.
  std::string text;
  /// What its string literals hold, escapes as they are written; in order.
  std::vector<std::string> literals;
};

/// Takes any text, also one that no compiler takes.
normal_cpp normalised_cpp(std::string_view source);

/// `text` without a byte order mark, and with LF where it has CR LF: an editor, or git on its way
/// to a checkout, may write either.
std::string with_plain_line_ends(std::string_view text);

}  // namespace revise::tool
