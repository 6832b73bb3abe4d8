#pragma once

#include <string>
#include <string_view>

namespace revise::tool {

/// Whether a migration may be compiled in one unit with others, each in a namespace of its own,
/// without changing its meaning. Returns the revise headers that it includes, sorted and separated
/// by blanks; empty if it may not be grouped.
///
/// The answer must not depend on what a compiler would say, so only a plain shape is accepted. The
/// preprocessor is used for `#include <revise/…>` only. Every declaration has internal linkage, so
/// that no other file can refer to it. No declaration reuses a name of revise: in the unit's
/// namespace it would hide revise's name, while at file scope the name would be ambiguous.
/// Only constants and `registered` objects are initialised when the plugin is loaded: the old text
/// of an edited migration stays in its unit and must do no harm there.
std::string headers_if_groupable(std::string_view source);

}  // namespace revise::tool
