#pragma once

#include <functional>
#include <string>

namespace revise::tool {

/// What runs: revise itself, or a bundle made by it, which has its versions inside and no sources.
struct program {
  std::string name = "revise";         ///< as somebody types it
  bool is_bundle = false;              ///< commands that need sources are not there
  std::function<std::string()> about;  ///< what `--version` says of a bundle's versions
};

/// What revise advises, as somebody with this program can do it: of "revise merge a b, or revise
/// upgrade heads" a bundle called `migrate` can "migrate upgrade heads". What no program but revise
/// itself can do is left out, and with it the whole advice where nothing remains.
std::string advice_for(const program& what, const std::string& advice);

}  // namespace revise::tool
