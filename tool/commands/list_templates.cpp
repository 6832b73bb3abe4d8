#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "scaffold/template_set.h"

namespace revise::tool {

namespace {

class list_templates_command final : public command {
 public:
  void declare(option_set&) override {}

  outcome run(context& in) override {
    return answer_each(
        in.out(), template_sets(),
        [](const template_set& set) {
          return json{{"name", set.name}, {"description", set.description}};
        },
        [](const template_set& set) { return fmt::format("{} - {}", set.name, set.description); });
  }
};

}  // namespace

std::unique_ptr<command> make_list_templates() {
  return std::make_unique<list_templates_command>();
}

}  // namespace revise::tool
