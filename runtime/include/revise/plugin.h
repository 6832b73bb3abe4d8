#pragma once

#include <revise/registration.h>

/// The one thing a compiled versions folder exports. `revise` generates the file that defines
/// it; a project of yours needs it only when it builds a plugin by other means.

namespace revise {

struct plugin_description {
  const registered* first;  ///< null when nothing registered; the last constructed comes first
};

using plugin_entry = const plugin_description* (*)();

}  // namespace revise

extern "C" [[gnu::visibility("default")]] const revise::plugin_description* revise_plugin();
