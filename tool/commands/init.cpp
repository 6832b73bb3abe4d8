#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "build/editor_files.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "scaffold/init.h"

namespace revise::tool {

namespace {

class init_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("DIR", folder_, "the folder to make (default: migrations)");
    options.value("-t,--template", "NAME", template_, "see list_templates (default: generic)");
  }

  outcome run(context& in) override {
    init_request request;
    if (folder_) request.folder = *folder_;
    if (!template_.empty()) request.template_name = template_;
    if (in.options().config) request.ini = *in.options().config;
    const init_plan plan = plan_init(request);
    carry_out(plan);
    prepare_editor(in, request.ini);
    for (const init_plan::file& file : plan.files) {
      in.out().note(fmt::format("created {}", shown_path(file.path.string())));
    }
    outcome result = answer(in.out(), [&] {
      return json{{"ini", std::filesystem::absolute(request.ini).string()},
                  {"script_location", std::filesystem::absolute(request.folder).string()}};
    });
    result.note(fmt::format(
        "set sqlalchemy.url in {} (or DATABASE_URL), then: revise new -m \"create account\"",
        shown_path(request.ini.string())));
    return result;
  }

 private:
  static void prepare_editor(context& in, const std::filesystem::path& ini) {
    load_request request = in.request();
    request.ini = ini;
    request.section.reset();
    try {
      update_editor_files(load_configuration(request));
    } catch (const error&) {
      return;  // an error in a .env, which the first command reports
    }
  }

  std::optional<std::string> folder_;
  std::string template_;
};

}  // namespace

std::unique_ptr<command> make_init() { return std::make_unique<init_command>(); }

}  // namespace revise::tool
