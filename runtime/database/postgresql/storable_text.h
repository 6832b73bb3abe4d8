#pragma once

#include <functional>
#include <string>

namespace revise {

/// `text`, UTF-8, with `?` in place of each character that `can_hold` refuses. It is asked once for
/// each character that is not ASCII, and for 256 of them at most; more are replaced.
std::string replaced_characters(const std::string& text,
                                const std::function<bool(const std::string&)>& can_hold);

}  // namespace revise
