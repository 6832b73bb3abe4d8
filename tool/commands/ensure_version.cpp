#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "commands/commands.h"
#include "commands/context.h"

namespace revise::tool {

namespace {

class ensure_version_command final : public command {
 public:
  void declare(option_set&) override {}

  int run(context& in) override {
    const bool created = in.table().ensure();
    // A log of an earlier revise gets what it lacks; where there is none, the first step makes it.
    if (in.log().exists()) in.log().ensure();
    in.out().note(fmt::format("{} {}", in.table().display_name(),
                              created ? "created" : "exists, nothing to do"));
    if (in.out().is_json()) in.out().data(text_of({{"created", created}}));
    return 0;
  }
};

}  // namespace

std::unique_ptr<command> make_ensure_version() {
  return std::make_unique<ensure_version_command>();
}

}  // namespace revise::tool
