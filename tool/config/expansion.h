#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// What the expansions in a value stand for.
struct expansion {
  /// The value of `${NAME}`, or nothing.
  std::function<std::optional<std::string>(const std::string&)> variable;

  /// What `%(here)s` stands for; nothing: `%` means nothing special (a `.env`).
  std::optional<std::string> here;

  /// `FILE:LINE`, for errors.
  std::string place;
};

/// Replaces `%(here)s`, `%%`, `${NAME}` and `${NAME:-default}` (the default where the variable is
/// unset or empty; it may hold expansions itself). Any other `%` or `$` stays as it is. What was
/// put in is not expanded again. Throws `config_error` where a variable is unset and has no
/// default.
std::string expand(std::string_view text, const expansion& with);

/// The items of a list, without the white space around them and without the empty ones. Only what
/// the text itself says separates: a folder's name that comes in by an expansion stays whole,
/// whatever it holds.
std::vector<std::string> expand_list(std::string_view text, const expansion& with,
                                     std::string_view separators);

/// The words of a command line, as a shell would split it, with '…', "…" and backslashes; nothing
/// is ever interpreted further. As in a shell, what a variable brings is split at white space
/// unless it stands in quotes; what `%(here)s` brings never is. Throws `config_error` for a quote
/// that is not closed.
std::vector<std::string> expand_words(std::string_view text, const expansion& with);

/// How long the `${NAME}` or `${NAME:-default}` is that `text` begins with; 0: it begins with none.
std::size_t reference_length(std::string_view text);

}  // namespace revise::tool
