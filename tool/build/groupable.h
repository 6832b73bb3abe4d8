#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// Whether a migration may be compiled in one unit with others, each in a namespace of its own, so
/// that it means there just what it means alone. The answer is the headers of revise that it
/// includes, sorted, with blanks between; empty when it may not.
///
/// So that the answer never depends on what a compiler would say, only a plain shape is taken. The
/// preprocessor is used for `#include <revise/…>` alone. Everything that is declared has internal
/// linkage, so that no other file can mean it. No name of revise is declared anew: around
/// `using namespace revise`, a namespace would hide what is ambiguous without one. And nothing but
/// constants and `registered` is initialised while the plugin is loaded: an edited text stays in
/// its unit, and must do no harm there.
std::string headers_if_groupable(std::string_view source);

}  // namespace revise::tool
