#include <cstdio>
#include <memory>
#include <vector>

#include "plugin/plugin.h"

/// load_plugins FILE...: loads all plugins, and prints a line for each with the revisions that it
/// registered.
int main(int count, char** words) {
  std::vector<std::unique_ptr<revise::plugin>> plugins;
  for (int i = 1; i < count; ++i) plugins.push_back(std::make_unique<revise::plugin>(words[i]));
  for (const auto& loaded : plugins) {
    for (const revise::registered* r : loaded->contents().migrations) {
      std::printf("%.*s ", static_cast<int>(r->revision.size()), r->revision.data());
    }
    std::printf("\n");
  }
}
