#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revise::tool {

/// The values for the expansions in a text.
struct expansion {
  /// Returns the value of `${NAME}`, or nullopt if it is not set.
  std::function<std::optional<std::string>(const std::string&)> variable;

  /// The value of `%(here)s`; nullopt: `%` has no special meaning (in a `.env`).
  std::optional<std::string> here;

  /// `FILE:LINE`, for errors.
  std::string place;
};

/// Replaces `%(here)s`, `%%`, `${NAME}` and `${NAME:-default}`. The default applies if the variable
/// is unset or empty; it may contain expansions itself. Any other `%` or `$` is kept. Inserted
/// values are not expanded again. Throws `config_error` if a variable is unset and has no default.
std::string expand(std::string_view text, const expansion& with);

/// The items of a list, without the white space around them and without empty items. Only
/// separators in the text itself count: a folder's name that an expansion inserts stays whole, even
/// if it contains separators.
std::vector<std::string> expand_list(std::string_view text, const expansion& with,
                                     std::string_view separators);

/// The words of a command line, split as a shell would, with '…', "…" and backslashes. Nothing is
/// interpreted further. As in a shell, the value of a variable is split at white space unless it is
/// quoted. The value of `%(here)s` is never split. Throws `config_error` for an unclosed quote.
std::vector<std::string> expand_words(std::string_view text, const expansion& with);

/// The length of the `${NAME}` or `${NAME:-default}` at the beginning of `text`; 0 if there is
/// none.
std::size_t reference_length(std::string_view text);

}  // namespace revise::tool
