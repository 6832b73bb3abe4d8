#pragma once

#include <functional>
#include <string>

namespace revise {

/// `text`, UTF-8, with `?` in place of each character that `can_hold` refuses. `can_hold` is called
/// once for each different character that is not ASCII, at most 256 times. Further characters are
/// replaced.
std::string replaced_characters(const std::string& text,
                                const std::function<bool(const std::string&)>& can_hold);

}  // namespace revise
