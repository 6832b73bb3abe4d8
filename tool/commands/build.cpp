#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "commands/commands.h"
#include "commands/context.h"

namespace revise::tool {

namespace {

class build_command final : public command {
 public:
  void declare(option_set&) override {}

  int run(context& in) override {
    const std::string path = in.plugin_path().string();
    in.out().data(in.out().is_json() ? text_of({{"plugin", path}}) : shown_path(path));
    return 0;
  }
};

}  // namespace

std::unique_ptr<command> make_build() { return std::make_unique<build_command>(); }

}  // namespace revise::tool
