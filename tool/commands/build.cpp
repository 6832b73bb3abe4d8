#include <nlohmann/json.hpp>

#include "build/plugin_file.h"
#include "build/sources.h"
#include "cli/json_text.h"
#include "commands/commands.h"
#include "commands/context.h"

namespace revise::tool {

namespace {

class build_command final : public command {
 public:
  void declare(option_set& options) override {
    options.value("-o,--output", "FILE", output_,
                  "a plugin for another machine, for its revise --plugin FILE");
  }

  void check() const override {
    if (output_ && output_->empty()) throw usage_error("-o is empty", "revise build -o FILE.so");
  }

  int run(context& in) override {
    const std::string path = output_ ? write(in) : in.plugin_path().string();
    in.out().data(in.out().is_json() ? text_of({{"plugin", path}}) : shown_path(path));
    return 0;
  }

 private:
  std::string write(context& in) const {
    const std::string path = std::filesystem::absolute(*output_).lexically_normal().string();
    write_plugin_file(in.config(), find_sources(in.config()), in.observer(), path);
    return path;
  }

  std::optional<std::string> output_;
};

}  // namespace

std::unique_ptr<command> make_build() { return std::make_unique<build_command>(); }

}  // namespace revise::tool
