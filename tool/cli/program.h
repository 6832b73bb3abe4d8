#pragma once

#include <functional>
#include <string>

#include "util/error.h"

namespace revise::tool {

/// The running program: revise itself, or a bundle made by it, which contains its versions but no
/// sources.
struct program {
  std::string name = "revise";         ///< as the user types it
  bool is_bundle = false;              ///< a bundle has no commands that need sources
  std::function<std::string()> about;  ///< the text that `--version` adds about a bundle's versions
};

/// `given` in the words of the command line, for the running program. For example, for a bundle
/// named `migrate`, "revise merge a b, or revise upgrade heads" becomes "migrate upgrade heads".
/// Parts that need a command that a bundle lacks are left out; empty if no part is left.
std::string advice_for(const program& what, const advice& given);

}  // namespace revise::tool
