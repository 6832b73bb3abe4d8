#pragma once

#include <functional>
#include <string>

#include "util/error.h"

namespace revise::tool {

/// What runs: revise itself, or a bundle made by it, which has its versions inside and no sources.
struct program {
  std::string name = "revise";         ///< as somebody types it
  bool is_bundle = false;              ///< commands that need sources are not there
  std::function<std::string()> about;  ///< what `--version` says of a bundle's versions
};

/// `given` in the words of the command line, for the program that runs: of "revise merge a b, or
/// revise upgrade heads" a bundle named `migrate` can do "migrate upgrade heads". A part that needs
/// a command which a bundle lacks is left out; empty where nothing remains.
std::string advice_for(const program& what, const advice& given);

}  // namespace revise::tool
