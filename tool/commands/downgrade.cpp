#include "commands/commands.h"
#include "commands/walk.h"

namespace revise::tool {

namespace {

class downgrade_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("TARGET", request_.target, "where to: base, an id, -N");
    options.flag("--plan", request_.plan_only, "print the steps and stop");
    options.flag("-y,--yes", request_.yes, "do not ask");
  }

  int run(context& in) override { return walk(in, request_); }

 private:
  walk_request request_{.way = graph::direction::downgrade, .target = {}};
};

}  // namespace

std::unique_ptr<command> make_downgrade() { return std::make_unique<downgrade_command>(); }

}  // namespace revise::tool
