#include "build/finished_plugin.h"

#include <fmt/format.h>

#include "build/recipe.h"
#include "plugin/stamp.h"
#include "util/error.h"

namespace revise::tool {

void require_fitting_plugin(const std::filesystem::path& path) {
  constexpr const char* remedy = "revise build -o FILE.so, with this version of revise";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    throw build_error(fmt::format("the plugin '{}' does not exist", path.string()), remedy);
  }
  const auto stamp = read_stamp(path.string());
  if (!stamp) {
    throw build_error(fmt::format("'{}' is not a plugin that revise built", path.string()), remedy);
  }
  abi_stamp expected = *stamp;
  expected.interface = interface_hash();
  if (*stamp == expected) return;
  throw build_error(
      fmt::format("the plugin '{}' was built for another version of revise", path.string()), remedy,
      differences(*stamp, expected));
}

}  // namespace revise::tool
